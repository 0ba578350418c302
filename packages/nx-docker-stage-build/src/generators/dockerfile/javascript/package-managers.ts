import type { PackageManager } from '../../../manifests/model';
import type { Packages } from './packages';

/** What a command is for. */
export interface CommandFor {
  /** Folder of the project. */
  readonly folder: string;
  /** Name in its package.json. */
  readonly name: string;
}

/** How a package manager is called in a Dockerfile. */
export interface ManagerCommands {
  /** The npm package that holds it and the version to take where nobody says one; `null` for npm, which Node.js brings. */
  readonly from: { readonly name: string; readonly version: string } | null;
  /** The mount that keeps downloads from build to build. */
  readonly cache: string;
  readonly install: string;
  /** Installs what the app needs to run, from manifests of the project alone. */
  readonly installProduction: string;
  /** The same for one package, from the manifests of all. */
  readonly focusProduction: (what: CommandFor) => string;
  /** Runs a script of a project. */
  readonly runScript: (script: string, what: CommandFor) => string;
  /** What stands before a program of a package. */
  readonly exec: string;
}

/** A mount's id is the same in all apps, so that they share it. */
function mount(id: string, target: string, rest = ''): string {
  return `--mount=type=cache,id=${id},target=${target}${rest}`;
}

/** Two installations at once would break these caches. */
const LOCKED = ',sharing=locked';

const COMMANDS: Readonly<Record<PackageManager, ManagerCommands>> = {
  npm: {
    from: null,
    cache: mount('npm', '/root/.npm'),
    install: 'npm ci',
    installProduction: 'npm ci --omit=dev',
    focusProduction: ({ folder }) => `npm ci --omit=dev --workspace=${folder}`,
    runScript: (script, { folder }) =>
      folder === '.' ? `npm run ${script}` : `npm run ${script} --workspace=${folder}`,
    exec: 'npx',
  },
  pnpm: {
    from: { name: 'pnpm', version: '10' },
    cache: mount('pnpm', '/pnpm/store'),
    install: 'pnpm install --frozen-lockfile --store-dir=/pnpm/store',
    installProduction: 'pnpm install --frozen-lockfile --prod --store-dir=/pnpm/store',
    focusProduction: ({ folder }) =>
      `pnpm install --frozen-lockfile --prod --store-dir=/pnpm/store --filter=./${folder}...`,
    runScript: (script, { folder }) =>
      folder === '.' ? `pnpm run ${script}` : `pnpm --dir=${folder} run ${script}`,
    exec: 'pnpm exec',
  },
  yarn: {
    from: { name: 'yarn', version: '1.22.22' },
    cache: mount('yarn', '/usr/local/share/.cache/yarn', LOCKED),
    install: 'yarn install --frozen-lockfile',
    installProduction: 'yarn install --frozen-lockfile --production',
    focusProduction: () => 'yarn install --frozen-lockfile --production',
    runScript: (script, { folder }) =>
      folder === '.' ? `yarn run ${script}` : `yarn --cwd ${folder} run ${script}`,
    exec: 'yarn run',
  },
  berry: {
    from: { name: '@yarnpkg/cli-dist', version: '4' },
    cache: mount('yarn-berry', '/root/.yarn/berry', LOCKED),
    install: 'yarn install --immutable',
    installProduction: 'yarn workspaces focus --all --production',
    focusProduction: ({ name }) => `yarn workspaces focus ${name} --production`,
    runScript: (script, { name }) => `yarn workspace ${name} run ${script}`,
    exec: 'yarn run',
  },
  bun: {
    from: { name: 'bun', version: '1' },
    cache: mount('bun', '/root/.bun/install/cache', LOCKED),
    install: 'bun install --frozen-lockfile',
    installProduction: 'bun install --frozen-lockfile --production',
    focusProduction: ({ name }) => `bun install --frozen-lockfile --production --filter=${name}`,
    runScript: (script, { folder }) =>
      folder === '.' ? `bun run ${script}` : `bun run --cwd=${folder} ${script}`,
    exec: 'bunx',
  },
};

export function managerCommands({ manager }: Pick<Packages, 'manager'>): ManagerCommands {
  return COMMANDS[manager];
}

/** The package to install the package manager from, with its version: `pnpm@10.34.9`; empty for npm. */
export function managerPackage({ manager, managerVersion }: Packages): string {
  const { from } = COMMANDS[manager];
  return from === null ? '' : `${from.name}@${managerVersion ?? from.version}`;
}
