import fc from 'fast-check';
import { asContexts } from './as-contexts';
import type { Batch } from './batch';
import { SHOP } from './trees';

const SEED = 20_251;

const FOLDERS = ['apps', 'api', 'web', 'src', 'libs', 'docs', 'v1', 'x', 'deep'];
const PIECES = ['*', '?', '**', '[a-m]', '[^a-m]', '*.ts', '*.md', '*.json', 'a', 's', 'x', '.'];

const name = fc.constantFrom(...FOLDERS);
const glob = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 });
const segment = fc.oneof(
  name,
  glob.map((pieces) => pieces.join('')),
);
const pattern = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((segments) => segments.join('/'));
const ignoreLine = fc.tuple(fc.constantFrom('', '', '!'), pattern).map(([not, text]) => not + text);
const ignoreFile = fc
  .array(ignoreLine, { minLength: 1, maxLength: 5 })
  .map((lines) => lines.join('\n'));

/** A source that begins with a wildcard may match nothing, and is then no error. */
const source = fc
  .tuple(glob, fc.array(segment, { maxLength: 3 }))
  .map(([first, rest]) => [first.join('') + '*', ...rest].join('/'));

/** Ignore files and wildcards of a seeded generator: the same on every machine. */
export const RANDOM_BATCHES: readonly Batch[] = [
  ...asContexts('of a seeded generator', {
    ignores: fc.sample(ignoreFile, { seed: SEED, numRuns: 60 }),
    entries: SHOP,
  }),
  {
    name: 'seeded wildcards',
    entries: SHOP,
    lines: fc.sample(source, { seed: SEED, numRuns: 60 }).map((path) => `COPY ${path} /out/`),
  },
];

/** Sources of `--parents`, some with `/./`, some with `--exclude`. Each may match nothing. */
const parents = fc
  .tuple(fc.option(source), source, fc.option(pattern))
  .map(([folder, below, exclude]) => {
    const flags = exclude === null ? '--parents' : `--parents --exclude=${exclude}`;
    return `COPY ${flags} ${folder === null ? below : `${folder}/./${below}`} /out/`;
  });

export const RANDOM_PARENTS: readonly Batch[] = [
  {
    name: 'seeded --parents',
    entries: SHOP,
    // The client sends the whole context, so that no line depends on what the others ask for.
    lines: ['COPY . /out/', ...fc.sample(parents, { seed: SEED, numRuns: 60 })],
  },
];
