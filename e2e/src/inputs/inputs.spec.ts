import { bringUp, describeWith } from '../harness';
import { askEngine } from './ask-engine';
import { contextOf, planInputs, type Batch, type Inputs } from './batch';
import { COPY_BATCHES, REFUSED_LINES } from './copy-lines';
import { IGNORE_BATCHES } from './ignore-files';
import { MALFORMED, MALFORMED_PARENTS } from './malformed';
import { PARENTS_BATCHES, REFUSED_PARENTS } from './parents-lines';
import { RANDOM_BATCHES, RANDOM_PARENTS } from './random-cases';

/** Docker's own frontend is the older one: it knows no `--parents`. Ignore files are read by the client, the same for both. */
const ENGINES = [
  {
    engine: 'Docker',
    parts: ['engine', 'registry', 'base'],
    batches: [...COPY_BATCHES, ...IGNORE_BATCHES, ...RANDOM_BATCHES],
    refused: REFUSED_LINES,
    malformed: MALFORMED,
    envOf: async () => (await bringUp(['engine', 'registry', 'base'])).docker?.env,
  },
  {
    engine: 'upstream BuildKit',
    parts: ['engine', 'registry', 'base', 'buildkit'],
    batches: [...COPY_BATCHES, ...PARENTS_BATCHES, ...RANDOM_PARENTS],
    refused: REFUSED_PARENTS,
    malformed: MALFORMED_PARENTS,
    envOf: async () => (await bringUp(['engine', 'registry', 'base', 'buildkit'])).buildkit?.env,
  },
] as const;

describe('the cases', () => {
  it('are many', () => {
    const lines = ENGINES.flatMap(({ batches }) => batches.flatMap((batch) => batch.lines));
    expect(new Set(lines).size).toBeGreaterThanOrEqual(400);
    expect(lines.length).toBeGreaterThanOrEqual(750);
    expect(
      ENGINES.flatMap((engine) => [...engine.refused, ...engine.malformed]).length,
    ).toBeGreaterThanOrEqual(75);
  });
});

describe.each(ENGINES)('$engine', ({ parts, batches, refused, malformed, envOf }) => {
  describeWith(parts, 'and the files that the planner says a line reads', () => {
    let env: Readonly<Record<string, string>>;
    beforeAll(async () => {
      const found = await envOf();
      if (!found) throw new Error('no engine came up');
      env = found;
    });

    it.each(batches)('agree: $name', async (batch) => {
      const answer = await askEngine(batch, env);
      if ('refused' in answer) throw new Error(`BuildKit refuses it: ${answer.refused}`);
      const planned = planInputs(batch);
      expect(byLine(batch, planned, ({ files, missing }) => ({ files, missing }))).toEqual(
        byLine(batch, answer.inputs, ({ files }) => ({ files, missing: [] })),
      );
      // A link that a source passes through is an input, too, and not among what is copied.
      for (const [at, { links }] of answer.inputs.entries()) {
        expect(planned[at]?.links).toEqual(expect.arrayContaining([...links]));
      }
    });

    it.each(refused)('miss the same: $name', async (batch) => {
      expect(await askEngine(batch, env)).toEqual({
        refused: expect.stringMatching(/not found|no such file|too many links/),
      });
      expect(planInputs(batch)[0]?.missing).not.toEqual([]);
    });

    it.each(malformed)('refuse the same: $name', async (batch) => {
      expect(await askEngine(batch, env)).toEqual({
        refused: expect.stringMatching(/syntax error in pattern|illegal exclusion pattern/),
      });
      expect(() => planInputs(batch)).toThrow(
        expect.objectContaining({ code: 'PATTERN_INVALID', hint: expect.stringMatching(/\S/) }),
      );
    });
  });
});

function byLine<T extends Inputs, R>(
  { lines, contexts = {} }: Batch,
  inputs: readonly T[],
  view: (inputs: T) => R,
): Record<string, R> {
  const nameOf = (line: string): string => {
    const ignore = contexts[contextOf(line) ?? '']?.ignore;
    return ignore === undefined ? line : `${line} with ${JSON.stringify(ignore)}`;
  };
  return Object.fromEntries(inputs.map((of, at) => [nameOf(lines[at] as string), view(of)]));
}
