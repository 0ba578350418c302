export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

interface Facts {
  /** As package.json's `packageManager` says it; `null`: the one of Node.js. */
  readonly version: string | null;
  /** A command that installs and writes the lockfile. */
  readonly install: readonly [command: string, ...args: string[]];
  /** Files that it wants besides. */
  readonly files: Readonly<Record<string, string>>;
}

/** How each package manager is got and set up in a new workspace. */
export const PACKAGE_MANAGERS: Readonly<Record<PackageManager, Facts>> = {
  npm: {
    version: null,
    install: ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
    files: {},
  },
  pnpm: {
    version: 'pnpm@10.34.9',
    install: ['npx', '--yes', 'pnpm@10.34.9', 'install', '--prefer-offline'],
    files: { 'pnpm-workspace.yaml': 'packages:\n  - apps/*\n' },
  },
  yarn: {
    version: 'yarn@4.18.1',
    install: ['npx', '--yes', '-p', '@yarnpkg/cli-dist@4.18.1', 'yarn', 'install'],
    files: {
      // Else it may take a folder above for its project.
      'yarn.lock': '',
      '.yarnrc.yml': 'nodeLinker: node-modules\nenableTelemetry: false\n',
    },
  },
  bun: {
    version: 'bun@1.4.5',
    install: ['npx', '--yes', 'bun@1.4.5', 'install'],
    files: {},
  },
};

/** The line of a pipeline that installs packages. */
export const INSTALL =
  /^(npm ci|pnpm install --frozen-lockfile|yarn install --immutable|bun install --frozen-lockfile)$/m;
