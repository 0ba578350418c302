import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files of a project, its Dockerfile and package.json among them. */
const FILES = 20;
/** Projects come in neighbourhoods of this size, which depend on each other and on no one else. */
const NEIGHBOURS = 25;
/** How far off in the neighbourhood those are that a project depends on. */
const DISTANCES = [1, 8, 15];

/**
 * What Dockerfiles copy: the folders of projects that they need, or all of their context, be that what the project graph says
 * (`contextScope: graph`) or the whole workspace.
 */
export const WORKLOADS = ['folders', 'graph', 'everything'] as const;
export type Workload = (typeof WORKLOADS)[number];

const DATE = '2026-01-01T00:00:00Z';

/** Root folder of a project; names are spread over groups, as in a real monorepo. */
export function projectRoot(at: number): string {
  return `apps/group-${Math.floor(at / 50)}/app-${at}`;
}

/**
 * Writes a git repository of `count` projects, each with a four-stage Dockerfile, 20 files and dependencies on
 * others, and one root lockfile. It has two commits; the second changes a file of the first project. Equal counts
 * make equal repositories.
 */
export function generateWorkspace(
  root: string,
  { count, workload }: { readonly count: number; readonly workload: Workload },
): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@invalid', ...args], {
      cwd: root,
      env: { ...process.env, GIT_AUTHOR_DATE: DATE, GIT_COMMITTER_DATE: DATE },
    });
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  write('package.json', '{ "private": true, "workspaces": ["apps/*/*"] }\n');
  write('package-lock.json', lockfileOf(count));
  write('.dockerignore', '**/node_modules\n**/dist\n.git\n.nx\n**/*.md\n!**/README.md\n');
  for (let at = 0; at < count; at++) {
    for (const [path, content] of filesOf(at, { count, workload })) write(path, content);
  }
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'gc.auto', '0');
  git('add', '--all');
  git('commit', '--quiet', '--message=projects');
  write(`${projectRoot(0)}/src/file-0.ts`, 'export const changed = true;\n');
  git('commit', '--quiet', '--all', '--message=change one project');
}

function filesOf(
  at: number,
  { count, workload }: { readonly count: number; readonly workload: Workload },
): [path: string, content: string][] {
  const root = projectRoot(at);
  const dependencies = dependenciesOf(at, count);
  const sources = Array.from({ length: FILES - 2 }, (_, number): [string, string] => [
    `${root}/src/file-${number}.ts`,
    `export const value = '${at}-${number}';\n`,
  ]);
  const manifest = {
    name: `@bench/app-${at}`,
    dependencies: Object.fromEntries(dependencies.map((needed) => [`@bench/app-${needed}`, '*'])),
  };
  return [
    [`${root}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`],
    [`${root}/Dockerfile`, dockerfileOf(root, { needed: dependencies.map(projectRoot), workload })],
    ...sources,
  ];
}

/** The neighbourhood of a project: all that it depends on, directly or not, and itself. */
export function neighboursOf(at: number, count: number): number[] {
  const first = at - (at % NEIGHBOURS);
  const length = Math.min(NEIGHBOURS, count - first);
  return Array.from({ length }, (_, offset) => first + offset);
}

function dependenciesOf(at: number, count: number): number[] {
  const neighbours = neighboursOf(at, count);
  const numbers = DISTANCES.map((distance) => neighbours[(at + distance) % neighbours.length]);
  return [...new Set(numbers)].flatMap((number) => number ?? []).filter((number) => number !== at);
}

function dockerfileOf(
  root: string,
  { needed, workload }: { readonly needed: readonly string[]; readonly workload: Workload },
): string {
  const all = [root, ...needed];
  const sources = all.map((folder) => `COPY ${folder} ${folder}`).join('\n');
  return `FROM node:22-alpine AS deps
WORKDIR /app
COPY package.json package-lock.json ./
${all.map((folder) => `COPY ${folder}/package.json ${folder}/`).join('\n')}
RUN npm ci
FROM deps AS build
ARG MODE=production
${workload === 'folders' ? sources : 'COPY . .'}
RUN npm run build --workspace=${root}
FROM deps AS pruned
RUN npm prune --omit=dev
FROM node:22-alpine AS production
WORKDIR /app
COPY --from=pruned /app/node_modules node_modules
COPY --from=build /app/${root}/dist dist
CMD ["node", "dist/main.js"]
`;
}

function lockfileOf(count: number): string {
  const names = Array.from({ length: count }, (_, at) => [projectRoot(at), { version: '1.0.0' }]);
  return `${JSON.stringify({ lockfileVersion: 3, packages: Object.fromEntries(names) }, null, 2)}\n`;
}
