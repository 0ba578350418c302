import type { Workload } from '../workload';
import { makeShape } from './node-projects';
import { nodeWorkload } from './node-workload';

/** npm workspaces: the workload that the goals are for. */
export function npmWorkload(apps: number): Workload {
  return nodeWorkload(makeShape(apps), {
    name: 'npm',
    manager: {
      base: [],
      rootFiles: ['package.json', 'package-lock.json', '.npmrc'],
      install: 'npm ci',
      cache: '/root/.npm',
      compile: (app) => `npm run build --workspace=${app}`,
    },
    lockfile: {
      path: 'package-lock.json',
      command: ['npm', 'install', '--package-lock-only', '--no-audit', '--no-fund'],
      installed: {},
    },
    local: '*',
    manifest: { workspaces: ['apps/*', 'libs/*'] },
    rootFiles: { '.npmrc': 'omit-lockfile-registry-resolved=true\n' },
  });
}
