import { bringUp, describeWith } from '../harness';
import { askEngine } from './ask-engine';
import { planInputs, type Batch, type Inputs } from './batch';
import { COPY_BATCHES, REFUSED_LINES } from './copy-lines';
import { IGNORE_BATCHES } from './ignore-files';
import { RANDOM_BATCHES } from './random-cases';

const BATCHES = [...COPY_BATCHES, ...IGNORE_BATCHES, ...RANDOM_BATCHES];

describeWith(['engine', 'registry', 'base'], 'the files that the planner says a line reads', () => {
  let env: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const { docker } = await bringUp(['engine', 'registry', 'base']);
    if (!docker) throw new Error('no engine came up');
    ({ env } = docker);
  });

  it('are compared in many cases', () => {
    const lines = BATCHES.flatMap((batch) => batch.lines);
    expect(lines.length + REFUSED_LINES.length).toBeGreaterThanOrEqual(300);
  });

  it.each(BATCHES)('are those that BuildKit copies: $name', async (batch) => {
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

  it.each(REFUSED_LINES)('are missing where BuildKit says so: $name', async (batch) => {
    expect(await askEngine(batch, env)).toEqual({
      refused: expect.stringMatching(/not found|no such file|too many links/),
    });
    expect(planInputs(batch)[0]?.missing).not.toEqual([]);
  });
});

function byLine<T extends Inputs, R>(
  { lines }: Batch,
  inputs: readonly T[],
  view: (inputs: T) => R,
): Record<string, R> {
  return Object.fromEntries(inputs.map((of, at) => [lines[at] as string, view(of)]));
}
