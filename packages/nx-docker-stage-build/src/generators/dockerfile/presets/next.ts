import { posix } from 'node:path';
import { nodeValues } from '../javascript/node-values';
import { asksFor, nodeImage, readPackages } from '../javascript/packages';
import { matchOwn, ownPath, readOwn } from '../view/read-own';
import type { ProjectView } from '../view/model';
import type { Preset } from './model';

/** Next.js as a server that holds just the files it traced. */
export const next: Preset = {
  name: 'next',
  title: 'Next.js with `output: "standalone"`',
  template: 'next',
  needs: '`next` in its package.json, and no `output: "export"`',
  detect: (view, choices) => {
    const packages = readPackages(view);
    const config = nextConfig(view);
    if (!packages || !asksFor(packages, 'next') || config?.output === 'export') return null;
    const { root, targets } = view.project;
    const outputPath = targets['build']?.options['outputPath'];
    const built = typeof outputPath === 'string' ? outputPath : root;
    const name = config?.name ?? 'next.config.js';
    return {
      images: { node: nodeImage(view, packages) },
      port: choices.port ?? 3000,
      // Next.js lays its files out as they lie in the workspace.
      command: ['node', posix.join(root, 'server.js')],
      values: {
        ...nodeValues(view, { packages, choices }),
        standalone: posix.join(built, '.next/standalone'),
        static: posix.join(built, '.next/static'),
        staticPlace: posix.join(root, '.next/static'),
        public: view.files.list(ownPath(view, 'public')).length > 0 ? ownPath(view, 'public') : '',
      },
      notes:
        config?.output === 'standalone'
          ? []
          : [
              `${ownPath(view, name)} has to say \`output: 'standalone'\`: without it there is no server to copy.`,
            ],
    };
  },
};

/** What next.config says of its output. */
export function nextConfig(
  view: ProjectView,
): { readonly name: string; readonly output: string | null } | null {
  const name = matchOwn(view, /^next\.config\.[cm]?[jt]s$/);
  if (name === null) return null;
  const [, output = null] = /\boutput\s*:\s*['"`](\w+)['"`]/.exec(readOwn(view, name) ?? '') ?? [];
  return { name, output };
}
