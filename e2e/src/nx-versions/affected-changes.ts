import type { Workspace } from '../harness';

/** A commit, and the projects whose images it changes. */
export interface Change {
  readonly what: string;
  /** Files that it writes: path → text, or what becomes of the text. */
  readonly writes: Readonly<Record<string, string | ((before: string) => string)>>;
  readonly images: readonly string[];
  /** Where Nx selects projects as a whole: more than has to be built. */
  readonly projects?: readonly string[];
}

const append = (before: string): string => `${before}\n`;
const comment = (before: string): string => `${before}\n# changed\n`;

/**
 * What the images are made from.
 *
 * - api copies the workspace, with the lockfile, and depends on catalog and money.
 * - web names what it copies: two files of the root, its own sources, and all libraries. It depends on catalog and http.
 * - worker copies what its `build` made, to which Nx counts all packages. It depends on money.
 */
export async function writeImages(workspace: Workspace): Promise<void> {
  workspace.write(
    'apps/web/Dockerfile',
    `FROM node:20-slim
COPY tsconfig.json .npmrc ./
COPY apps/web/src src
COPY libs libs
`,
  );
  workspace.write('apps/worker/Dockerfile', 'FROM node:20-slim\nCOPY apps/worker/dist ./\n');
  const nxJson = JSON.parse(await workspace.git(['show', 'HEAD:nx.json']));
  // The example counts its lockfile to every project.
  nxJson.namedInputs.default = ['{projectRoot}/**/*'];
  // Else Nx takes a change of the lockfile for one of every package.
  nxJson.pluginsConfig = { '@nx/js': { projectsAffectedByDependencyUpdates: 'auto' } };
  workspace.write('nx.json', JSON.stringify(nxJson, null, 2));
  workspace.write('docs/guide.md', '# Guide\n');
  workspace.write('libs/assets/logo.svg', '<svg/>\n');
  workspace.write('apps/web/NOTES.md', '# Web\n');
  workspace.write('apps/worker/README.md', '# Worker\n');
  await workspace.commit('feat: other images');
}

/** One commit each, on top of one another. */
export const CHANGES: readonly Change[] = [
  { what: 'an app', writes: { 'apps/api/src/main.ts': append }, images: ['api'] },
  {
    what: 'a library of two',
    writes: { 'libs/catalog/src/index.ts': append },
    images: ['api', 'web'],
  },
  {
    what: 'a library that is copied with all, and used by others only',
    writes: { 'libs/money/src/index.ts': append },
    images: ['api', 'worker'],
  },
  {
    what: 'a file in a folder of libraries, of no project',
    writes: { 'libs/assets/logo.svg': append },
    images: ['web'],
  },
  {
    what: 'a root file that is copied, by name and with all',
    writes: { 'tsconfig.json': append },
    images: ['api', 'web'],
  },
  { what: 'a new root file', writes: { 'notes.txt': 'x' }, images: ['api'] },
  { what: 'a folder that nothing copies', writes: { 'docs/guide.md': append }, images: [] },
  {
    what: 'a file of an app that its image does not copy',
    writes: { 'apps/web/NOTES.md': append },
    images: [],
    projects: ['web'],
  },
  { what: 'a Dockerfile', writes: { 'apps/web/Dockerfile': comment }, images: ['web'] },
  {
    what: 'the ignore file of the context',
    writes: { '.dockerignore': comment },
    images: ['api', 'web', 'worker'],
  },
  {
    what: 'an ignore file of one Dockerfile',
    writes: { 'apps/worker/Dockerfile.dockerignore': '**/node_modules\n' },
    images: ['worker'],
  },
  {
    what: 'what a build makes its output from',
    writes: { 'apps/worker/src/main.ts': append },
    images: ['worker'],
  },
  {
    what: 'the version of a project, which another image copies',
    writes: { 'apps/web/package.json': (before) => before.replace('1.0.0', '1.0.1') },
    images: ['api', 'web'],
  },
  {
    what: 'a package that only api uses, in the lockfile',
    writes: {
      'package-lock.json': (before) =>
        before.replace(/(node_modules\/fastify": \{\s+"version": ")[^"]*/, '$15.99.0'),
    },
    images: ['api', 'worker'],
    projects: ['api'],
  },
  {
    what: 'what a build does not make its output from',
    writes: { 'apps/worker/README.md': append },
    images: [],
    projects: ['worker'],
  },
];
