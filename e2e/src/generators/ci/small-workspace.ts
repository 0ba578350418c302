import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { paths } from '@docker-stage-build/tools/engine/paths';
import { run } from '@docker-stage-build/tools/engine/system/run';
import { packPackages } from '@docker-stage-build/tools/pack/pack-packages';
import { openWorkspace, type Workspace } from '@docker-stage-build/tools/workspace';
import { makeEnvironment } from '@docker-stage-build/tools/workspace/environment';
import { PACKAGE_MANAGERS, type PackageManager } from './package-managers';

/** A workspace whose clone installs by itself: the packed plugin is part of it. */
export interface SmallWorkspace extends Workspace {
  /** A bare repository that clones are made from. */
  readonly origin: string;
  /** Commits all changes and pushes them; returns the commit. */
  publish(message: string): Promise<string>;
}

const NX = '23.2.1';

export interface SmallWorkspaceOptions {
  readonly manager: PackageManager;
  /** Default options of all images. */
  readonly defaults: object;
}

/** Makes a workspace of two apps, with images that are made in a second, and installs it. */
export async function makeSmallWorkspace(options: SmallWorkspaceOptions): Promise<SmallWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'small-'));
  const [root, origin] = [join(folder, 'work'), join(folder, 'origin.git')];
  const workspace = openWorkspace(root);
  mkdirSync(join(root, 'plugin'), { recursive: true });
  const tarballs = await packPackages(join(paths.cache, 'workspaces/tarballs'));
  for (const tarball of tarballs) copyFileSync(tarball, join(root, 'plugin', basename(tarball)));
  const { install, files } = PACKAGE_MANAGERS[options.manager];
  for (const [path, text] of Object.entries(files)) workspace.write(path, text);
  writeFiles(
    { workspace, ...options },
    tarballs.map((tarball) => basename(tarball)),
  );
  const [command, ...args] = install;
  await run(command, args, { cwd: root, env: makeEnvironment(process.env) });
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin]);
  await workspace.git(['init', '--quiet', '--initial-branch=main']);
  await workspace.git(['remote', 'add', 'origin', origin]);
  return {
    ...workspace,
    origin,
    publish: async (message) => {
      const commit = await workspace.commit(message);
      await workspace.git(['push', '--quiet', 'origin', 'HEAD:main']);
      return commit;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** npm names them by what they hold. */
const NAMES: Readonly<Record<string, string>> = {
  'docker-stage-build-core': '@docker-stage-build/core',
  'docker-stage-build-engines': '@docker-stage-build/engines',
  'docker-stage-build-registries': '@docker-stage-build/registries',
  'nx-docker-stage-build': 'nx-docker-stage-build',
};

interface Wanted extends SmallWorkspaceOptions {
  readonly workspace: Workspace;
}

function writeFiles(
  { workspace: { write }, manager, defaults }: Wanted,
  tarballs: readonly string[],
): void {
  const packed = tarballs.map((file) => {
    const name = NAMES[file.replace(/-\d.*$/, '')];
    if (name === undefined) throw new Error(`${file} is no package of ours`);
    return [name, `file:plugin/${file}`];
  });
  const own = Object.fromEntries(packed) as Record<string, string>;
  const devDependencies = { nx: NX, '@nx/devkit': NX, ...own };
  const { version } = PACKAGE_MANAGERS[manager];
  const plugin = { plugin: 'nx-docker-stage-build', options: { defaults } };
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  write(
    'package.json',
    json({
      ...{ name: 'shop', private: true, workspaces: ['apps/*'], devDependencies },
      // The packages depend on each other in versions that no registry has.
      ...(version !== null && { packageManager: version, resolutions: own }),
    }),
  );
  write('nx.json', json({ plugins: [plugin], neverConnectToCloud: true }));
  write('.gitignore', 'node_modules\n.nx\n');
  for (const app of ['api', 'web']) {
    write(`apps/${app}/package.json`, json({ name: app, version: '1.0.0', private: true }));
    write(`apps/${app}/src/index.txt`, `${app}\n`);
    write(`apps/${app}/notice.txt`, 'first\n');
    write(
      `apps/${app}/Dockerfile`,
      `FROM busybox:1 AS build
COPY apps/${app}/src /src
RUN cat /src/* > /out
FROM busybox:1
COPY --from=build /out /out
COPY apps/${app}/notice.txt /
`,
    );
  }
}
