import { formatReport } from './format-report';
import type { Run } from './results';
import { needlessRuns, summarize } from './summarize';

const COUNTS = { install: 0, compile: 2, tools: 0 };

function makeRun(tool: Run['tool'], seconds: number, more: Partial<Run> = {}): Run {
  return {
    workload: 'npm',
    engineKind: 'docker',
    scenario: 'S2',
    tool,
    form: 'same',
    repeat: 1,
    images: 2,
    neededImages: 2,
    needed: COUNTS,
    seconds,
    load: 0.1,
    traffic: { requests: 12, baseRequests: 2, bytesDown: 3e6, bytesUp: 1e6 },
    engine: { builds: 2, executed: COUNTS, busySeconds: 3, secondsByKind: {} },
    ...more,
  };
}

const RUNS = [makeRun('ours', 4), makeRun('peer', 9), makeRun('ours', 6), makeRun('peer', 11)];

it('compares medians with the goal', () => {
  const [row] = summarize(RUNS, 6);
  expect(row).toMatchObject({ ratio: 0.5, goal: 0.8 });
  expect(row?.ours).toMatchObject({ seconds: 5, lowest: 4, highest: 6, requestsAnImage: 5 });
});

it('has no goal for another size', () => {
  expect(summarize(RUNS, 2)[0]?.goal).toBeNull();
});

it('compares all of our forms with the one that the peer has', () => {
  const rows = summarize([...RUNS, makeRun('ours', 3, { form: 'project' })], 6);
  expect(rows.map(({ form, ratio }) => [form, ratio])).toEqual([
    ['same', 0.5],
    ['project', 0.3],
  ]);
});

it.each([
  [1, { install: 0, compile: 2, tools: 0 }, 0],
  [2, { install: 1, compile: 2, tools: 0 }, 1],
  // One that was not executed does not make up for another that was.
  [3, { install: 1, compile: 1, tools: 0 }, 1],
])('%i: %j has %i needless', (_number, executed, expected) => {
  const run = makeRun('ours', 1);
  expect(needlessRuns({ ...run, engine: { ...run.engine, executed } })).toBe(expected);
});

it('prints a line for each', () => {
  const report = formatReport(summarize(RUNS, 6));
  expect(report).toContain('### npm, Docker');
  expect(report).toContain(
    '| S2 | same | 5.0 s (4.0–6.0) | 10.0 s (9.0–11.0) | 0.50 | ≤ 0.8 | met |',
  );
});
