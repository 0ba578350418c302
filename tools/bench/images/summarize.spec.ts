import { checkCounts } from './check-counts';
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

it.each([
  [1, 'S1', { builds: 0 }, { requests: 6, baseRequests: 2 }, [true, true]],
  [2, 'S1', { builds: 1 }, { requests: 7, baseRequests: 2 }, [false, false]],
  [3, 'S2', { builds: 2 }, { requests: 99, baseRequests: 2 }, [true]],
  [4, 'S2', { executed: { install: 1, compile: 2, tools: 0 } }, {}, [false]],
  [5, 'S4', { builds: 1 }, {}, [true]],
  [6, 'S4', { builds: 2 }, {}, [false]],
] as const)('%i: holds counts of %s to their goals', (_number, scenario, engine, traffic, met) => {
  const run = makeRun('ours', 1, { scenario });
  const ours = {
    ...run,
    engine: { ...run.engine, ...engine },
    traffic: { ...run.traffic, ...traffic },
  };
  const rows = summarize([ours, makeRun('peer', 2, { scenario })], 6);
  expect(checkCounts(rows).map((check) => check.met)).toEqual(met);
});
