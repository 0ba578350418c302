import type { Files, Form, Lockfile, RunCounts, Workload } from '../workload';
import { writeDockerfile, type PackageManager } from './node-dockerfile';
import type { App, Lib, Shape } from './node-projects';
import { toJson, writeAppManifest, writeSources } from './node-sources';

/** A workload of Node.js apps, all but its projects. */
export interface NodeWorkloadOptions {
  readonly name: string;
  readonly manager: PackageManager;
  readonly lockfile: Lockfile;
  /** The version that a project of the workspace is asked for with. */
  readonly local: string;
  /** What the root's package.json holds beside. */
  readonly manifest: object;
  /** More files in the workspace root. */
  readonly rootFiles: Files;
}

/** Not yet used by any app. */
const ADDED = { nanoid: '5.1.6' };

/** Puts a workload together: apps and libs in TypeScript, compiled in their Dockerfiles. */
export function nodeWorkload(shape: Shape, options: NodeWorkloadOptions): Workload {
  const { name, manager, lockfile, local } = options;
  const { apps, libs } = shape;
  const [app, lib] = [apps[0] as App, libs[1] as Lib];
  return {
    name,
    apps: apps.map((one) => one.name),
    rootOf: (one) => `apps/${one}`,
    implicitDependencies: () => [],
    lockfile,
    forms: ['same', 'workspace', 'project'],
    files: (form) => ({
      ...writeRoot(options),
      ...writeSources(shape, { local }),
      ...Object.fromEntries(
        apps.map((one) => [
          `apps/${one.name}/Dockerfile`,
          writeDockerfile(one, shape, { form, manager }),
        ]),
      ),
    }),
    libChange: {
      files: { [`libs/${lib.name}/src/index.ts`]: `${lib.source}export const revision = 2;\n` },
      affected: apps.filter((one) => one.libs.includes(lib.name)).map((one) => one.name),
    },
    dependencyChange: {
      files: { [`apps/${app.name}/package.json`]: writeAppManifest(app, { local, more: ADDED }) },
      affected: [app.name],
      touchesLockfile: true,
    },
    fromNothing: (form) => countRuns(form, { apps: apps.length, manager }),
  };
}

function writeRoot({ manifest, rootFiles }: NodeWorkloadOptions): Files {
  return {
    'package.json': toJson({
      name: 'bench',
      version: '1.0.0',
      private: true,
      type: 'module',
      ...manifest,
      devDependencies: {
        '@types/node': '20.19.43',
        esbuild: '0.28.2',
        nx: '23.2.1',
        typescript: '6.0.3',
      },
    }),
    '.dockerignore': '.git\n.nx\n**/node_modules\n**/dist\n**/Dockerfile\n',
    '.gitignore': 'node_modules/\ndist/\n.nx/\n',
    ...rootFiles,
  };
}

function countRuns(
  form: Form,
  { apps, manager }: { readonly apps: number; readonly manager: PackageManager },
): RunCounts {
  return {
    install: form === 'workspace' ? 1 : apps,
    compile: apps,
    tools: manager.base.filter((line) => line.startsWith('RUN ')).length,
  };
}
