import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { paths } from '@docker-stage-build/tools/engine/paths';
import { run } from '@docker-stage-build/tools/engine/system/run';
import { packPackages } from '@docker-stage-build/tools/pack/pack-packages';
import { openWorkspace, type Workspace } from '@docker-stage-build/tools/workspace';
import { makeEnvironment } from '@docker-stage-build/tools/workspace/environment';

/** A workspace whose clone installs by itself: the packed plugin is part of it. */
export interface SmallWorkspace extends Workspace {
  /** A bare repository that clones are made from. */
  readonly origin: string;
  /** Commits all changes and pushes them; returns the commit. */
  publish(message: string): Promise<string>;
}

const NX = '23.2.1';

/**
 * Makes a workspace of two apps, with images that are made in a second, and installs it.
 *
 * @param mirror registry that is asked for base images: without Docker, nobody tells of the engine's mirrors
 */
export async function makeSmallWorkspace(mirror: string): Promise<SmallWorkspace> {
  const folder = mkdtempSync(join(tmpdir(), 'small-'));
  const [root, origin] = [join(folder, 'work'), join(folder, 'origin.git')];
  const workspace = openWorkspace(root);
  mkdirSync(join(root, 'plugin'), { recursive: true });
  const tarballs = await packPackages(join(paths.cache, 'workspaces/tarballs'));
  for (const tarball of tarballs) copyFileSync(tarball, join(root, 'plugin', basename(tarball)));
  writeFiles(
    { workspace, mirror },
    tarballs.map((tarball) => basename(tarball)),
  );
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: makeEnvironment(process.env),
  });
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

interface Wanted {
  readonly workspace: Workspace;
  readonly mirror: string;
}

function writeFiles({ workspace: { write }, mirror }: Wanted, tarballs: readonly string[]): void {
  const packed = tarballs.map((file) => {
    const name = NAMES[file.replace(/-\d.*$/, '')];
    if (name === undefined) throw new Error(`${file} is no package of ours`);
    return [name, `file:plugin/${file}`];
  });
  const devDependencies = { nx: NX, '@nx/devkit': NX, ...Object.fromEntries(packed) };
  const options = { defaults: { mirrors: { 'docker.io': mirror } } };
  const plugin = { plugin: 'nx-docker-stage-build', options };
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  write(
    'package.json',
    json({ name: 'shop', private: true, workspaces: ['apps/*'], devDependencies }),
  );
  write('nx.json', json({ plugins: [plugin], neverConnectToCloud: true }));
  write('.gitignore', 'node_modules\n.nx\n');
  for (const app of ['api', 'web']) {
    write(`apps/${app}/package.json`, json({ name: app, version: '1.0.0', private: true }));
    write(`apps/${app}/src/index.txt`, `${app}\n`);
    write(
      `apps/${app}/Dockerfile`,
      `FROM busybox:1 AS build\nCOPY apps/${app}/src /src\nRUN cat /src/* > /out\nFROM busybox:1\nCOPY --from=build /out /out\n`,
    );
  }
}
