import { isRun, parseSteps } from './parse-steps';

const start = '2026-01-01T00:00:01Z';
const later = '2026-01-01T00:00:02Z';
const run = { digest: 'a', name: '[deps 2/2] RUN npm ci' };

function record(...lines: object[]): string {
  return lines.map((line) => JSON.stringify(line)).join('\n');
}

describe('parseSteps', () => {
  it.each([
    [0, 'was executed', [{ vertexes: [run] }, { vertexes: [{ ...run, started: start }] }], true],
    [1, 'was cached', [{ vertexes: [{ ...run, started: start, cached: true }] }], false],
    [2, 'was never needed', [{ vertexes: [run] }], false],
    [
      3,
      'was cached, its layers pulled later',
      [
        { vertexes: [{ ...run, started: start, cached: true }] },
        { vertexes: [{ ...run, started: later }] },
      ],
      false,
    ],
    [
      4,
      'was found, but its cache was lost',
      [
        { vertexes: [{ ...run, started: start, cached: true }] },
        { vertexes: [{ ...run, started: later }], logs: [{ vertex: 'a' }] },
      ],
      true,
    ],
  ])('%i: a step that %s', (_, _what, lines, ran) => {
    expect(parseSteps(record(...lines))).toMatchObject([{ name: run.name, ran }]);
  });

  it('tells RUN steps from others, and lines that are no record', () => {
    const names = ['[internal] load build context', '[build 1/2] COPY . .', '[deps 1/2] FROM x'];
    const vertexes = names.map((name) => ({ digest: name, name, started: start }));
    const steps = parseSteps(`#1 RUN\n${record({ vertexes })}\n`);
    expect(steps.map(({ name }) => name)).toEqual(names);
    expect(steps.filter(isRun)).toEqual([]);
  });

  it('knows the steps of a platform', () => {
    const vertex = { digest: 'a', name: '[linux/arm64 deps 2/2] RUN npm ci', started: start };
    const steps = parseSteps(record({ vertexes: [vertex] }));
    expect(steps.filter(isRun)).toMatchObject([{ name: vertex.name, ran: true }]);
  });

  it('knows when a step did something, each time once', () => {
    const pulled = { ...run, started: later, completed: '2026-01-01T00:00:05Z', cached: true };
    const resolved = { ...run, started: start, completed: start, cached: true };
    const steps = parseSteps(
      record({ vertexes: [{ ...run, started: start }, resolved, pulled, pulled] }),
    );
    expect(steps.map(({ spans }) => spans)).toEqual([
      [
        { from: Date.parse(start), to: Date.parse(start) },
        { from: Date.parse(later), to: Date.parse(later) + 3000 },
      ],
    ]);
  });
});
