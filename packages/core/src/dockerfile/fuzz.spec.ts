import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { StageBuildError } from '../errors';
import { parseDockerfile } from './parse-dockerfile';
import { buildStageGraph, reachableStages } from './stage-graph';

const FOLDER = join(__dirname, '../../../../e2e/fixtures/dockerfiles');
const corpus = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.Dockerfile') && !name.includes('line-too-long'))
  .sort()
  .map((name) => readFileSync(join(FOLDER, name), 'utf8'));
const pieces = [
  ...['\\', '\n', '\r\n', '"', "'", '$', '{', '}', '<<EOF', 'EOF', '--', '=', '#', '[', ']', '`'],
  ...[
    'FROM a AS b',
    'ARG A=$A',
    'ONBUILD ',
    '--from=0 ',
    '${A:-',
    '--mount=from=b ',
    '\0',
    '\u00a0',
  ],
];

/** A Dockerfile of the corpus with some lines moved and some text put in or taken out. */
const mutated = fc
  .record({
    text: fc.constantFrom(...corpus),
    edits: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat({ max: 12 }),
        put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 }), fc.constant('')),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    order: fc.option(fc.nat({ max: 10 })),
  })
  .map(({ text, edits, order }) => {
    const lines = text.split('\n');
    if (order !== null) lines.push(...lines.splice(0, order));
    return edits.reduce((result, { at, cut, put }) => {
      const start = Math.floor(at * result.length);
      return result.slice(0, start) + put + result.slice(start + cut);
    }, lines.join('\n'));
  });

/** The graph, or the refusal; anything else that is thrown gets through. */
function outcomeOf(text: string): unknown {
  try {
    return buildStageGraph(parseDockerfile(text), { platform: 'linux/amd64' });
  } catch (error) {
    if (!(error instanceof StageBuildError)) throw error;
    expect(error.hint).toMatch(/\S/);
    expect(error.message).toMatch(/^Dockerfile/);
    return { code: error.code, message: error.message };
  }
}

describe('any Dockerfile', () => {
  it.each([
    ['any text', fc.string({ unit: 'binary', maxLength: 200 })],
    ['a mutated Dockerfile', mutated],
  ])('gives a graph or a refusal, the same each time: %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(outcomeOf(text)).toEqual(outcomeOf(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a graph whose needs lead to stages, each after what it needs', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const outcome = outcomeOf(text);
        if (!isGraph(outcome)) return;
        const seen = new Set<string>();
        for (const { id, needs } of reachableStages(outcome, outcome.target)) {
          for (const need of needs) expect(seen).toContain(need);
          seen.add(id);
        }
        expect(seen).toContain(outcome.target);
      }),
      { numRuns: 1000 },
    );
  });

  it('means the same with Windows line ends, as long as no heredoc holds them', () => {
    const plain = corpus.filter((text) => !/<<|\r/.test(text));
    expect(plain.length).toBeGreaterThan(50);
    for (const text of plain) {
      expect(outcomeOf(text.replaceAll('\n', '\r\n'))).toEqual(outcomeOf(text));
    }
  });
});

function isGraph(outcome: unknown): outcome is ReturnType<typeof buildStageGraph> {
  return typeof outcome === 'object' && outcome !== null && 'stages' in outcome;
}
