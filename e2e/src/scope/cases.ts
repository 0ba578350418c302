import fc from 'fast-check';
import { LINKS, ODD, SHOP } from '../inputs/trees';
import type { ScopeCase } from './scope-case';

const shop = {
  entries: SHOP,
  projects: ['apps/api', 'apps/web', 'libs/money', 'libs/é'],
  own: ['apps/api', 'libs/money'],
};

/** Scopes that are written by hand. */
const TABLE: readonly ScopeCase[] = [
  { ...shop, name: 'a project and what it depends on' },
  { ...shop, name: 'a project that depends on nothing', own: ['apps/web'] },
  { ...shop, name: 'folders that are named', names: ['COPY docs/v1 /', 'ADD scripts /'] },
  { ...shop, name: 'wildcards', names: ['COPY docs/*.md /', 'COPY libs/a* /', 'COPY */l* /'] },
  { ...shop, name: 'a folder that holds projects', names: ['COPY libs /'] },
  { ...shop, name: 'what is let in besides', include: ['apps/web/src', '!**/.hidden', '**/*.sh'] },
  { ...shop, name: 'an ignore file', ignore: '**/node_modules\n**/*.json\n!package.json' },
  { ...shop, name: 'an ignore file that lets everything in', ignore: '*\n!**' },
  { ...shop, name: 'an ignore file that lets other projects in', ignore: '*\n!apps\n!libs/*/*' },
  { ...shop, name: 'an ignore file that lets in what lies deep', ignore: 'apps\n!**/src\n!docs' },
  { ...shop, name: 'an ignore file without a last line end', ignore: 'apps/api/node_modules' },
  { ...shop, name: 'an ignore file with a byte order mark', ignore: '\uFEFFapps/api/src\r\n' },
  { ...shop, name: 'the project’s folder as context', folder: 'apps/api' },
  { ...shop, name: 'a folder of projects as context', folder: 'apps', ignore: '!web\n!web/src' },
  { ...shop, name: 'a folder of no project as context', folder: 'docs' },
  { ...shop, name: 'a project in a project', projects: [...shop.projects, 'apps/api/src/deep'] },
  { ...shop, name: 'a project at the root', projects: [...shop.projects, '.'], own: ['.'] },
  { ...shop, name: 'another project at the root', projects: [...shop.projects, '.'] },
  {
    name: 'names that mean something to a pattern, as folders',
    entries: ODD.map((name) => `${name}/file`),
    projects: [],
    own: ['one'],
  },
  {
    name: 'names that mean something to a pattern, as files',
    entries: [...ODD, ' both ', 'trail ', 'tab\t'].map((name) => `p/${name}`),
    projects: ['p'],
    own: ['one'],
    include: ['p/start.txt'],
  },
  {
    name: 'links',
    entries: LINKS.filter((entry) => !entry.includes('loop')),
    projects: ['real', 'nest', 'other'],
    own: ['nest'],
  },
];

const SEED = 20_261;
const NAMES = ['apps', 'libs', 'a', 'b', 'src', 'package.json', '[x]', '!y', '#z', ' w'];
const name = fc.constantFrom(...NAMES);
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const glob = fc
  .array(fc.constantFrom('apps', 'libs', 'a', 'b', 'src', '*', '**', 'a*', '?', '*.json'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((segments) => segments.join('/'));
const line = fc.tuple(fc.constantFrom('', '', '!'), glob).map((parts) => parts.join(''));

const randomCase = fc
  .record({
    entries: fc.uniqueArray(path, { minLength: 5, maxLength: 40 }),
    ignore: fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n')),
    projects: fc.uniqueArray(path, { minLength: 1, maxLength: 6 }),
    depends: fc.nat(3),
    names: fc.array(
      glob.map((source) => `COPY ${source}* /`),
      { maxLength: 2 },
    ),
    include: fc.array(line, { maxLength: 2 }),
  })
  .map(({ entries, projects, depends, ...rest }) => ({
    ...rest,
    projects,
    own: projects.slice(0, depends + 1),
    // No file is a folder of another.
    entries: entries.filter((one) => !entries.some((two) => two.startsWith(`${one}/`))),
  }));

/** Scopes of a seeded generator: the same on every machine. */
const RANDOM = fc
  .sample(randomCase, { seed: SEED, numRuns: 40 })
  .map((scopeCase, at) => ({ ...scopeCase, name: `seeded case ${at}` }));

export const SCOPE_CASES: readonly ScopeCase[] = [...TABLE, ...RANDOM];
