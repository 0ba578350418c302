import { posix } from 'node:path';
import { isWithin } from '../../../workspace/is-within';
import { findNodeApp, type NodeApp } from '../javascript/app';
import { listens, listensForEnd } from '../javascript/listens';
import { nodeValues } from '../javascript/node-values';
import { nodeImage, readPackages, type Packages } from '../javascript/packages';
import { runtimeFiles } from '../javascript/runtime-files';
import type { ProjectView } from '../view/model';
import { readOwn } from '../view/read-own';
import type { Choices, Detected, Preset } from './model';

const PORT = 3000;

/** A server, a worker or a command of Node.js, built by anything or by nothing. */
export const node: Preset = {
  name: 'node',
  title: 'Node.js: Nest, Express, Fastify, …; built with esbuild, webpack, tsc or not at all',
  template: 'node',
  needs:
    'a package.json in the workspace, and something to run: a script `start` that calls `node`, `main`, or a target `build`',
  detect: (view, choices) => {
    const packages = readPackages(view);
    const app = packages && findNodeApp(view, packages);
    if (!packages || !app) return null;
    const port = choices.port ?? (listens(view, packages) ? PORT : null);
    const start = { endsItself: listensForEnd(view) };
    return describeNodeApp(view, { packages, choices, app, port, start });
  },
};

export interface NodeAppOptions {
  readonly packages: Packages;
  readonly choices: Choices;
  readonly app: NodeApp;
  readonly port: number | null;
  readonly start: StartFacts;
}

/** What is known of how an app runs. */
export interface StartFacts {
  /** Program and arguments, where `node MAIN` is not it. */
  readonly command?: readonly string[];
  /** Whether it listens for SIGTERM. */
  readonly endsItself: boolean;
  /** Whether its build copies packages, as they are, into its output. */
  readonly traced?: boolean;
}

/**
 * Does what SIGTERM does to a process that is not the first one, where the app does not listen for it: by then this listener is gone, so
 * those that are counted are the app's.
 */
const END_ON_SIGTERM =
  "--import=data:text/javascript,process.once('SIGTERM',()=>process.listenerCount('SIGTERM')||process.exit(143))";

/** What the template `node` needs. */
export function describeNodeApp(view: ProjectView, options: NodeAppOptions): Detected {
  const { packages, choices, app, port, start } = options;
  const { output, main, bundled } = app;
  const { root } = view.project;
  // What is bundled needs no workspace around it; else packages are found from where the app lies in it.
  const home = bundled || !isWithin(output ?? main, root) ? '' : root;
  const runtime = bundled ? { built: [], sources: [] } : runtimeFiles(view, packages);
  const place = (path: string): string =>
    bundled
      ? posix.relative(posix.dirname(output ?? root), path)
      : posix.relative(home || '.', path);
  const runs = start.endsItself ? ['node'] : ['node', END_ON_SIGTERM];
  const command = start.command ?? [...runs, place(main)];
  return {
    images: { node: nodeImage(view, packages) },
    port,
    command,
    values: {
      ...nodeValues(view, { packages, choices }),
      bundled,
      home: posix.join('/app', home),
      output: output ?? root,
      outputPlace: output === main ? './' : `${place(output ?? root)}/`,
      isBuilt: output !== null,
      ownPlace: posix.join('/', root),
      traced: start.traced ?? false,
      // What listens for SIGTERM; of a command that is given nobody knows.
      stops: choices.command !== null ? 'unknown' : start.endsItself ? 'app' : 'import',
      // Where programs of packages are, for those that Node.js does not run as a file.
      binPath:
        command[0] === 'node'
          ? ''
          : [...new Set([home, '.'])]
              .map((one) => posix.join('/app', one, 'node_modules/.bin'))
              .join(':'),
      // Says whether `.js` means modules.
      needsManifest: bundled && /\.js$/.test(main) && readOwn(view, 'package.json') !== null,
      runtimeBuilt: runtime.built.map((path) => `/app/${path} /${path}`),
      runtimeSources: runtime.sources.map((path) => `${path} /${path}`),
    },
  };
}
