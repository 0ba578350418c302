import type { Workload } from '../workload';
import { makeShape } from './node-projects';
import { nodeWorkload } from './node-workload';

/** In images and on the machine alike. */
export const PNPM = '10.34.9';

/** The same projects as pnpm workspaces. */
export function pnpmWorkload(apps: number): Workload {
  return nodeWorkload(makeShape(apps), {
    name: 'pnpm',
    manager: {
      base: [`RUN npm install --global pnpm@${PNPM}`],
      rootFiles: ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'],
      install: 'pnpm install --frozen-lockfile',
      cache: '/root/.local/share/pnpm/store',
      compile: (app) => `pnpm --filter ${app} run build`,
    },
    lockfile: {
      path: 'pnpm-lock.yaml',
      command: ['pnpm', 'install', '--lockfile-only'],
      installed: { 'node_modules/.modules.yaml': 'hoistedDependencies: {}\n' },
    },
    local: 'workspace:*',
    manifest: { packageManager: `pnpm@${PNPM}` },
    rootFiles: {
      'pnpm-workspace.yaml':
        'packages:\n  - apps/*\n  - libs/*\nonlyBuiltDependencies:\n  - esbuild\n',
    },
  });
}
