import { readProgress } from '../testing/read-fixture';
import { ProgressReader } from './progress-reader';
import { summarizeStages } from './summarize-stages';

/** A reader that was given a whole recorded build, and all that it showed. */
function replay(name: string): { reader: ProgressReader; shown: string[] } {
  const reader = new ProgressReader();
  return { reader, shown: readProgress(name).flatMap((line) => reader.read(line)) };
}

const NO_CACHES = { from: null, to: null };

describe('what is shown', () => {
  it('words a build as BuildKit does in plain mode', () => {
    const { shown } = replay('built');
    const start = shown.findIndex((line) => line.includes('[deps 2/2]'));
    expect(shown.slice(start, start + 7)).toEqual([
      expect.stringMatching(/^#8 \[deps 2\/2\] RUN echo "installing"; /),
      '#8 0.153 installing',
      '#8 0.459 progress 100%',
      '#8 0.659 half a line',
      '#8 0.660 größe: ✓',
      '#8 DONE 0.7s',
      '',
    ]);
  });

  it('shows nothing twice', () => {
    const { shown } = replay('built');
    const lines = shown.filter((line) => line !== '');
    expect(lines.length).toBe(new Set(lines).size);
  });

  it('keeps a step that came from a cache together', () => {
    const { shown } = replay('cached');
    const start = shown.findIndex((line) => line.includes('[build 2/3]'));
    expect(shown.slice(start, start + 3)).toEqual([
      '#10 [build 2/3] COPY src src',
      '#10 CACHED',
      '',
    ]);
  });

  it('shows what failed, what was cancelled for it, and the words of the engine', () => {
    const { shown } = replay('failed');
    expect(shown).toEqual(
      expect.arrayContaining([
        '#6 0.205 npm error code E404',
        expect.stringMatching(/^#6 ERROR: process .* exit code: 3$/),
        '#5 CANCELED',
        expect.stringMatching(/^ERROR: failed to build: /),
      ]),
    );
  });

  it('puts a character together that was cut in two', () => {
    const reader = new ProgressReader();
    const bytes = Buffer.from('größe\n');
    const log = (data: Buffer) =>
      JSON.stringify({
        logs: [{ vertex: 'v', data: data.toString('base64'), timestamp: '2026-01-01T00:00:01Z' }],
      });
    reader.read(
      '{"vertexes":[{"digest":"v","name":"[1/1] RUN","started":"2026-01-01T00:00:00Z"}]}',
    );
    expect(reader.read(log(bytes.subarray(0, 3)))).toEqual([]);
    expect(reader.read(log(bytes.subarray(3)))).toEqual(['#1 1.000 größe']);
  });

  it('shows output without a line end when its step ends', () => {
    const reader = new ProgressReader();
    const vertex = { digest: 'v', name: '[1/1] RUN', started: '2026-01-01T00:00:00Z' };
    const data = Buffer.from('no end').toString('base64');
    reader.read(JSON.stringify({ vertexes: [vertex] }));
    reader.read(JSON.stringify({ logs: [{ vertex: 'v', data, timestamp: vertex.started }] }));
    const ended = { ...vertex, inputs: ['x'], completed: '2026-01-01T00:00:02Z' };
    expect(reader.read(JSON.stringify({ vertexes: [ended] }))).toEqual([
      '#1 no end',
      '#1 DONE 2.0s',
      '',
    ]);
  });

  it('passes text of the docker client on', () => {
    expect(new ProgressReader().read('Warning: proxy')).toEqual(['Warning: proxy']);
  });
});

describe('stages', () => {
  it.each([
    [1, 'built', { base: 'built', deps: 'built', build: 'built', 3: 'built' }],
    [2, 'cached', { base: 'cached', deps: 'cached', build: 'cached', 3: 'cached' }],
    [3, 'cache-trouble', { base: 'cached', deps: 'cached', build: 'built', 3: 'built' }],
  ])('%i: %s', (_, name, expected) => {
    const stages = summarizeStages(replay(name).reader.steps('3'));
    const status = Object.fromEntries(stages.map(({ stage, status }) => [stage, status]));
    expect(status).toEqual(expected);
  });

  it('are cached although their layers are pulled for an output afterwards', () => {
    const stages = summarizeStages(replay('fetched').reader.steps('0'));
    expect(stages).toEqual([expect.objectContaining({ stage: 'deps', status: 'cached', ran: [] })]);
  });

  it('are built although they were found, when the cache turns out to be lost', () => {
    const reader = new ProgressReader();
    const vertex = { digest: 'v', inputs: ['x'], name: '[deps 2/2] RUN npm ci' };
    const hit = { ...vertex, started: '2026-01-01T00:00:01Z', completed: '2026-01-01T00:00:01Z' };
    const run = { ...vertex, started: '2026-01-01T00:00:02Z', completed: '2026-01-01T00:00:09Z' };
    const log = { vertex: 'v', data: 'YQ==', timestamp: '2026-01-01T00:00:03Z' };
    reader.read(JSON.stringify({ vertexes: [{ ...hit, cached: true }] }));
    reader.read(JSON.stringify({ vertexes: [run], logs: [log] }));
    expect(summarizeStages(reader.steps('0'))).toMatchObject([{ stage: 'deps', status: 'built' }]);
  });

  it('are read from the documents of buildx 0.13, each over many lines', () => {
    const { reader, shown } = replay('buildx-0.13');
    expect(reader.steps('0').map(({ stage, name }) => `${stage} ${name.slice(0, 4)}`)).toEqual([
      'deps FROM',
      'deps COPY',
      'deps RUN ',
    ]);
    expect(shown.join('\n')).not.toContain('{');
  });

  it('are told apart by platform', () => {
    const stages = summarizeStages(replay('two-platforms').reader.steps('3'));
    const deps = stages.filter(({ stage }) => stage === 'deps');
    expect(deps.map(({ platform, status }) => [platform, status])).toEqual([
      ['linux/arm64', 'built'],
      ['linux/amd64', 'cached'],
    ]);
  });

  it('say which steps ran, and for how long', () => {
    const stages = summarizeStages(replay('cache-trouble').reader.steps('3'));
    expect(stages.find(({ stage }) => stage === 'build')).toEqual({
      stage: 'build',
      platform: null,
      status: 'built',
      seconds: 0.225,
      ran: ['COPY src src', 'RUN <<EOF (cat src/main.txt > out.txt...)'],
    });
  });

  it('of a Dockerfile with one stage have the name that the caller knows', () => {
    expect(summarizeStages(replay('cancelled').reader.steps('tool'))).toEqual([
      expect.objectContaining({ stage: 'tool', ran: ['RUN sleep 30'] }),
    ]);
  });
});

describe('steps', () => {
  it('come after those they need', () => {
    const names = replay('built')
      .reader.steps('3')
      .map(({ stage, name }) => `${stage} ${name}`);
    expect(names.map((name) => name.split(' ').slice(0, 2).join(' '))).toEqual([
      'base FROM',
      'base WORKDIR',
      'deps COPY',
      'deps RUN',
      'build COPY',
      'build COPY',
      'build RUN',
      '3 COPY',
    ]);
  });

  it('that were never needed have no time', () => {
    const last = replay('failed').reader.steps('2').at(-1);
    expect(last).toMatchObject({ stage: '2', started: null, completed: null, cached: false });
  });
});

describe('warnings', () => {
  it('name the caches that could not be read or written', () => {
    const { reader } = replay('cache-trouble');
    const warnings = reader.warnings({ from: 'h/cache:none', to: 'h/cache:1' });
    expect(warnings.filter(({ kind }) => kind !== 'dockerfile')).toEqual([
      {
        kind: 'cache-import',
        ref: 'h/cache:none',
        message: expect.stringContaining('cache:none: not found'),
      },
      {
        kind: 'cache-export',
        ref: 'h/cache:1',
        message: expect.stringContaining('connection refused'),
      },
    ]);
  });

  it('tell of a local cache that buildx could not read', () => {
    const reader = new ProgressReader();
    const line =
      'WARNING: local cache import at /c not found due to err: no such file or directory';
    reader.read(line);
    expect(reader.warnings({ from: '/c', to: null })).toEqual([
      { kind: 'cache-import', ref: '/c', message: line },
    ]);
  });

  it('of the Dockerfile are kept', () => {
    const messages = replay('built')
      .reader.warnings(NO_CACHES)
      .map(({ message }) => message);
    expect(messages).toEqual([
      expect.stringMatching(/^FromAsCasing: /),
      expect.stringMatching(/^JSONArgsRecommended: /),
    ]);
  });

  it('are none where nothing is wrong', () => {
    expect(replay('two-platforms').reader.failedVertex()).toBe(null);
    expect(replay('cancelled').reader.warnings(NO_CACHES)).toEqual([]);
  });
});

describe('the vertex that failed', () => {
  it('is the one with an error of its own', () => {
    const { reader } = replay('failed');
    const failed = reader.failedVertex();
    expect(failed?.name).toMatch(/^\[deps 2\/2\] RUN echo fetching/);
    expect(reader.lastLines(failed?.digest ?? '')).toEqual(['fetching', 'npm error code E404']);
  });

  it('is never a cache that is missing', () => {
    expect(replay('cache-trouble').reader.failedVertex()?.name).toBe('exporting cache to registry');
  });

  it('is none in a build that was cancelled', () => {
    expect(replay('cancelled').reader.failedVertex()).toBe(null);
  });
});
