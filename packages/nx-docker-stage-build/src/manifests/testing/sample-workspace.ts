import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ManifestScope, ManifestTree } from '../make-manifests';
import type { PackageManager } from '../model';

/** How each package manager is got and asked. All come from the npm registry. */
export const TOOLS: Readonly<
  Record<
    PackageManager,
    { readonly lock: readonly string[]; readonly install: readonly string[]; readonly env?: object }
  >
> = {
  npm: {
    lock: ['npm', 'install', '--package-lock-only', '--no-audit'],
    install: ['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'],
  },
  pnpm: {
    lock: ['npx', '--yes', 'pnpm@10.34.9', 'install', '--lockfile-only'],
    install: ['npx', '--yes', 'pnpm@10.34.9', 'install', '--frozen-lockfile', '--ignore-scripts'],
  },
  yarn: {
    lock: ['npx', '--yes', 'yarn@1.22.22', 'install', '--ignore-scripts'],
    install: ['npx', '--yes', 'yarn@1.22.22', 'install', '--frozen-lockfile', '--ignore-scripts'],
  },
  berry: {
    lock: [
      'npx',
      '--yes',
      '-p',
      '@yarnpkg/cli-dist@4.18.1',
      'yarn',
      'install',
      '--mode=update-lockfile',
    ],
    install: ['npx', '--yes', '-p', '@yarnpkg/cli-dist@4.18.1', 'yarn', 'install', '--immutable'],
  },
  bun: {
    lock: ['npx', '--yes', 'bun@1.4.5', 'install', '--lockfile-only'],
    install: ['npx', '--yes', 'bun@1.4.5', 'install', '--frozen-lockfile', '--ignore-scripts'],
  },
};

/** A workspace of two apps and two libraries: app `a` uses both libraries, `b` one of them. */
export interface SampleWorkspace {
  readonly root: string;
  readonly tree: ManifestTree;
  write(path: string, content: string | object): void;
  run(command: readonly string[]): string;
  remove(): void;
}

/** The scope of app `a`. */
export const SCOPE_OF_A: ManifestScope = {
  folders: ['apps/a', 'libs/catalog', 'libs/money'],
  uses: new Set(['is-odd']),
  all: ['apps/a', 'apps/b', 'libs/catalog', 'libs/money'],
  dev: true,
};

export function makeSampleWorkspace(manager: PackageManager): SampleWorkspace {
  const folder = openFolder();
  const own = manager === 'pnpm' || manager === 'berry' ? 'workspace:*' : '*';
  folder.write('package.json', {
    name: 'sample',
    private: true,
    ...(manager !== 'pnpm' && { workspaces: ['apps/*', 'libs/*'] }),
    ...(manager === 'berry' && { packageManager: 'yarn@4.18.1' }),
    // `lodash` is used by nobody; `react` is a peer of what the catalog uses.
    dependencies: { 'is-odd': '^3.0.1', lodash: '^4.17.21', react: '^18.3.1' },
    devDependencies: { typescript: '~5.6.0' },
  });
  folder.write(
    'libs/money/package.json',
    pack('@sample/money', { dependencies: { ms: '^2.1.3' } }),
  );
  folder.write(
    'libs/catalog/package.json',
    pack('@sample/catalog', {
      dependencies: { '@sample/money': own, 'react-dom': '^18.3.1' },
      devDependencies: { picocolors: '^1.0.0' },
    }),
  );
  folder.write(
    'apps/a/package.json',
    pack('a', {
      dependencies: { '@sample/catalog': own, debug: '2.6.9', 'old-ms': 'npm:ms@2.0.0' },
    }),
  );
  folder.write(
    'apps/b/package.json',
    pack('b', { dependencies: { '@sample/money': own, debug: '^4.4.0' } }),
  );
  if (manager === 'pnpm') {
    folder.write(
      'pnpm-workspace.yaml',
      'packages:\n  - apps/*\n  - libs/*\ncatalog:\n  left-pad: 1.3.0\n',
    );
  }
  if (manager === 'berry') folder.write('.yarnrc.yml', 'nodeLinker: node-modules\n');
  if (manager === 'berry') folder.write('yarn.lock', '');
  return folder;
}

/** Adds a dependency to app `b` and writes the lockfile anew. */
export function addToB(workspace: SampleWorkspace, manager: PackageManager): void {
  const path = join(workspace.root, 'apps/b/package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { dependencies: object };
  const spec = manager === 'pnpm' ? 'catalog:' : '1.3.0';
  workspace.write('apps/b/package.json', {
    ...manifest,
    dependencies: { ...manifest.dependencies, 'left-pad': spec, lodash: '^4.17.20' },
  });
  workspace.run(TOOLS[manager].lock);
}

export function openFolder(): SampleWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'manifests-'));
  const textOf = (path: string) => {
    try {
      return readFileSync(join(root, path), 'utf8');
    } catch {
      return null;
    }
  };
  return {
    root,
    tree: { textOf, tracked: (path) => (readdirSync(root).includes(path) ? [path] : []) },
    write: (path, content) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`;
      writeFileSync(join(root, path), text);
    },
    run: ([command = '', ...args]) =>
      execFileSync(command, args, {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, CI: '', YARN_ENABLE_SCRIPTS: '0', YARN_ENABLE_TELEMETRY: '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function pack(name: string, rest: object): object {
  return { name, version: '1.0.0', private: true, ...rest };
}
