import type { StageBuildError } from '../errors';
import { parseDockerfile } from './parse-dockerfile';
import { baseImages, buildStageGraph, reachableStages } from './stage-graph';
import type { Stage, StageGraph, StageGraphOptions } from './stage-graph-model';

type Options = Partial<StageGraphOptions>;

const graphOf = (lines: readonly string[], options: Options = {}): StageGraph =>
  buildStageGraph(parseDockerfile(lines.join('\n')), { platform: 'linux/amd64', ...options });
const targetOf = (lines: readonly string[], options: Options = {}): Stage => {
  const graph = graphOf(lines, options);
  return graph.stages.find(({ id }) => id === graph.target) as Stage;
};
/** Texts of the steps of a stage on an image. */
const textsOf = (...lines: string[]) => targetOf(['FROM a', ...lines]).steps.map((s) => s.text);
const readsOf = (...lines: string[]) =>
  targetOf(['FROM a AS x', 'FROM a AS y', ...lines]).steps.flatMap((step) => step.reads);

const image = (ref: string) => ({ kind: 'image', ref });
const stage = (id: string) => ({ kind: 'stage', stage: id });
const MAIN = { kind: 'context', name: null };

describe('buildStageGraph: bases', () => {
  it.each<[number, string[], Options, unknown]>([
    [1, ['FROM a'], {}, image('a')],
    [2, ['FROM scratch'], {}, { kind: 'scratch' }],
    [3, ['FROM a AS Base', 'FROM base'], {}, stage('base')],
    [4, ['FROM b AS a', 'FROM c AS b'], {}, image('c')],
    [5, ['FROM a AS b', 'FROM c', 'FROM b'], {}, stage('b')],
    [6, ['ARG V=1', 'FROM a:$V'], {}, image('a:1')],
    [7, ['ARG V=1', 'FROM a:$V'], { buildArgs: { V: '2' } }, image('a:2')],
    [8, ['ARG V', 'FROM a:${V:-3}'], {}, image('a:3')],
    [9, ['ARG V=20-slim', 'FROM a:${V%-slim}'], {}, image('a:20')],
    [10, ['FROM ${TARGETARCH}'], {}, image('amd64')],
    [11, ['FROM a:1'], { contexts: ['a:1'] }, { kind: 'context', name: 'a:1' }],
    [12, ['FROM a'], { contexts: ['a:latest'] }, { kind: 'context', name: 'a:latest' }],
    [
      13,
      ['FROM a'],
      { contexts: ['docker.io/library/a'] },
      { kind: 'context', name: 'docker.io/library/a' },
    ],
    [14, ['FROM a'], { contexts: ['a::linux/arm64'] }, image('a')],
    [15, ['FROM a'], { contexts: ['a::linux/amd64'] }, { kind: 'context', name: 'a::linux/amd64' }],
    [16, ['FROM a AS Deps'], { contexts: ['deps'] }, { kind: 'context', name: 'deps' }],
    [17, ['FROM scratch'], { contexts: ['scratch'] }, { kind: 'scratch' }],
    [18, ['FROM a AS b', 'FROM b'], { contexts: ['b'] }, stage('b')],
  ])('%i: resolves what FROM names', (_, lines, options, base) => {
    expect(targetOf(lines, options).base).toEqual(base);
  });

  it('takes nothing from the Dockerfile for a stage that a named context replaces', () => {
    const graph = graphOf(['FROM a AS x', 'FROM b AS deps', 'COPY --from=x / /', 'FROM deps'], {
      contexts: ['deps'],
    });
    expect(graph.stages[1]).toMatchObject({ steps: [], needs: [] });
    expect(reachableStages(graph, graph.target).map(({ id }) => id)).toEqual(['deps', '2']);
  });

  it.each<[number, string[], Options, string]>([
    [1, ['FROM a'], {}, 'linux/amd64'],
    [2, ['FROM a'], { platform: 'linux/arm64/v8' }, 'linux/arm64'],
    [
      3,
      ['FROM --platform=$BUILDPLATFORM a'],
      { platform: 'linux/arm64', buildPlatform: 'linux/amd64' },
      'linux/amd64',
    ],
    [
      4,
      ['FROM --platform=$BUILDPLATFORM a AS b', 'FROM b'],
      { platform: 'linux/arm64', buildPlatform: 'linux/amd64' },
      'linux/amd64',
    ],
    [5, ['FROM --platform=linux/arm64 a AS b', 'FROM --platform=linux/386 b'], {}, 'linux/arm64'],
    [6, ['FROM --platform=linux/arm64 scratch'], {}, 'linux/amd64'],
  ])('%i: resolves the platform', (_, lines, options, platform) => {
    expect(targetOf(lines, options).platform).toBe(platform);
  });
});

describe('buildStageGraph: variables', () => {
  it.each<[number, string[], Options, string[]]>([
    [1, ['FROM a', 'ARG A=1', 'RUN x'], {}, ['A=1']],
    [2, ['FROM a', 'ARG A', 'RUN x'], {}, []],
    [3, ['FROM a', 'ARG A', 'RUN x'], { buildArgs: { A: '1', B: '2' } }, ['A=1']],
    [4, ['ARG A=g', 'FROM a', 'RUN x'], {}, []],
    [5, ['ARG A=g', 'FROM a', 'ARG A', 'RUN x'], {}, ['A=g']],
    [6, ['ARG A=g', 'FROM a', 'ARG A=s', 'RUN x'], {}, ['A=s']],
    [7, ['ARG A=g', 'FROM a', 'ARG A=s', 'RUN x'], { buildArgs: { A: 'b' } }, ['A=b']],
    [8, ['FROM a', 'ARG A=1', 'ENV A=2', 'RUN x'], {}, []],
    [9, ['FROM a', 'ENV A=2', 'ARG A=1', 'RUN x'], {}, ['A=1']],
    [10, ['FROM a AS b', 'ARG B=2 A=1', 'FROM b', 'RUN x'], {}, ['A=1', 'B=2']],
    [11, ['FROM a AS b', 'ARG A=1', 'FROM a', 'COPY --from=b / /', 'RUN x'], {}, []],
    [12, ['FROM a', 'ARG TARGETARCH', 'RUN x'], { platform: 'linux/arm64' }, ['TARGETARCH=arm64']],
    [13, ['FROM a AS Last', 'ARG TARGETSTAGE', 'RUN x'], {}, ['TARGETSTAGE=last']],
    [14, ['FROM a AS Last', 'ARG TARGETSTAGE', 'RUN x'], { target: 'LAST' }, ['TARGETSTAGE=LAST']],
    [15, ['FROM a', 'ARG TARGETSTAGE', 'RUN x'], {}, ['TARGETSTAGE=default']],
    [16, ['FROM a', 'RUN x'], { buildArgs: { HTTP_PROXY: 'p' } }, []],
    [
      17,
      ['FROM a', 'ARG HTTP_PROXY', 'RUN x'],
      { buildArgs: { HTTP_PROXY: 'p' } },
      ['HTTP_PROXY=p'],
    ],
    [18, ['FROM a', 'ARG BUILDKIT_SBOM_SCAN_STAGE=1', 'RUN x'], {}, []],
    [19, ['FROM a', 'ARG A=1 B=$A', 'RUN x'], {}, ['A=1', 'B=1']],
    [20, ['FROM a', 'ARG A=$PATH', 'RUN x'], {}, ['A=${PATH}']],
    [21, ['FROM a', 'ARG constructor', 'RUN x'], {}, []],
  ])('%i: gives a RUN its build arguments', (_, lines, options, args) => {
    expect(targetOf(lines, options).steps.at(-1)?.args).toEqual(args);
  });

  it.each([
    [1, ['ENV A=1', 'ENV A=2 B=$A'], 'ENV A=2 B=1'],
    [2, ['ENV A=$PATH:/x'], 'ENV A=${PATH}:/x'],
    [3, ['ENV A=$PATH', 'WORKDIR $A'], 'WORKDIR ${PATH}'],
    [4, ['ENV A=\\$PATH'], 'ENV A=$$PATH'],
    [5, ['ENV A=1', 'CMD echo $A'], 'CMD echo $A'],
    [6, ['ENV A=1', 'LABEL $A=$A'], 'LABEL 1=1'],
    [7, ['ENV A=1', 'COPY --exclude=$A --chown=$A x y'], 'COPY --chown=1 --exclude=$A x y'],
    [8, ['ENV A=1', 'COPY <<EOF /x', '"$A"', 'EOF'], 'COPY <<EOF:"\\"1\\"\\n" /x'],
    [9, ['ENV A=1', 'COPY <<"EOF" /x', '$A', 'EOF'], 'COPY <<EOF:"$$A\\n" /x'],
  ])('%i: expands what the frontend expands', (_, lines, text) => {
    expect(textsOf(...lines).at(-1)).toBe(text);
  });

  it('knows all variables on top of scratch', () => {
    expect(targetOf(['FROM scratch', 'ENV A=${B:-b}']).steps[0]?.text).toBe('ENV A=b');
    expect(targetOf(['FROM scratch', 'ENV A=$PATH']).steps[0]?.text).toMatch(/^ENV A=\/usr/);
  });

  it('lists what any ARG declares', () => {
    const lines = ['ARG A', 'FROM a', 'ARG C B=1', 'ONBUILD ARG D', 'FROM a', 'ARG A'];
    expect(graphOf(lines).declaredArgs).toEqual(['A', 'B', 'C', 'D']);
  });
});

describe('buildStageGraph: texts of steps', () => {
  it.each([
    [1, ['RUN a \\', '# c', '  b'], ['RUN a   b']],
    [2, ['ENV A 1'], ['ENV A=1']],
    [3, ['ENV "A"=\'1\''], ['ENV A=1']],
    [4, ['COPY --link --chmod=1 a b'], ['COPY --chmod=1 --link=true a b']],
    [5, ['COPY --link=false a b'], ['COPY a b']],
    [6, ['COPY ["a", "b"]'], ['COPY a b']],
    [7, ['COPY ./a/ /x/../b c'], ['COPY a b c']],
    [8, ['RUN ["a",  "b"]'], ['RUN ["a","b"]']],
    [9, ['EXPOSE 1 2'], ['EXPOSE 2 1']],
    [10, ['RUN --mount=dst=/a,src=b x'], ['RUN --mount=type=bind,source=b,target=/a x']],
    [11, ['RUN --network=default x'], ['RUN x']],
  ])('%i: are equal for one meaning', (_, one, other) => {
    expect(textsOf(...one)).toEqual(textsOf(...other));
  });

  it.each([
    [1, ['RUN a b'], ['RUN ["a", "b"]']],
    [2, ['COPY a b c d'], ['COPY ["a b", "c", "d"]']],
    [3, ['RUN -- --network=none x'], ['RUN --network=none x']],
    [4, ['COPY ["--link", "a", "b"]'], ['COPY --link a b']],
    [5, ['ENV A=$X'], ['ENV A=\\$X']],
    [6, ['ENV A=$X'], ["ENV A='${X}'"]],
    [7, ['RUN <<EOF', 'a', 'EOF'], ['RUN <<EOF', 'b', 'EOF']],
    [8, ['COPY <<EOF /x', '$X', 'EOF'], ['COPY <<"EOF" /x', '${X}', 'EOF']],
    [9, ['LABEL a=b c=d'], ['LABEL a="b c=d"']],
    [10, ['RUN --mount=type=cache,target=/a x'], ['RUN --mount=type=cache,target=/b x']],
    [11, ['COPY --parents a/./b c'], ['COPY --parents a/b c']],
  ])('%i: differ where the result does', (_, one, other) => {
    expect(textsOf(...one)).not.toEqual(textsOf(...other));
  });

  it('keeps every instruction but ARG', () => {
    const lines = ['USER x', 'ARG A', 'MAINTAINER m', 'EXPOSE 1', 'HEALTHCHECK NONE', 'VOLUME /v'];
    const keywords = targetOf(['FROM a', ...lines]).steps.map(({ keyword }) => keyword);
    expect(keywords).toEqual(['USER', 'MAINTAINER', 'EXPOSE', 'HEALTHCHECK', 'VOLUME']);
  });
});

describe('buildStageGraph: reads', () => {
  const copy = { exclude: [], parents: false, required: true };
  const mount = { exclude: [], parents: false, required: false };
  const remote = (kind: string, url: string, checksum: string | null = null) => [
    { from: { kind, url, checksum }, paths: ['.'], ...copy },
  ];
  const commit = '0123456789'.repeat(4);
  const digest = `sha256:${'0'.repeat(64)}`;

  it.each([
    [1, 'COPY . .', [{ from: MAIN, paths: ['.'], ...copy }]],
    [2, 'COPY / /', [{ from: MAIN, paths: ['.'], ...copy }]],
    [3, 'COPY ./a b/ ../../c /d//e x/', [{ from: MAIN, paths: ['a', 'b', 'c', 'd/e'], ...copy }]],
    [4, 'COPY ["a b", "*.js", "/x/"]', [{ from: MAIN, paths: ['a b', '*.js'], ...copy }]],
    [
      5,
      'COPY --exclude=a --exclude=b c d',
      [{ from: MAIN, paths: ['c'], ...copy, exclude: ['a', 'b'] }],
    ],
    [6, 'COPY --parents a/./b c', [{ from: MAIN, paths: ['a/./b'], ...copy, parents: true }]],
    [7, 'COPY --from=X /a b', [{ from: stage('x'), paths: ['a'], ...copy }]],
    [8, 'COPY --from=1 /a b', [{ from: stage('y'), paths: ['a'], ...copy }]],
    [9, 'COPY --from=img:1 /a b', [{ from: image('img:1'), paths: ['a'], ...copy }]],
    [10, 'COPY --from=scratch /a b', [{ from: { kind: 'scratch' }, paths: ['a'], ...copy }]],
    [11, 'COPY $UNKNOWN/a b c', [{ from: MAIN, paths: ['.'], ...copy, required: false }]],
    [12, 'COPY <<EOF /x\nEOF', []],
    [13, 'COPY a <<EOF /x/\nEOF', [{ from: MAIN, paths: ['a'], ...copy }]],
    [14, 'ADD a b', [{ from: MAIN, paths: ['a'], ...copy }]],
    [15, 'ADD https://x/y z', remote('url', 'https://x/y')],
    [16, `ADD --checksum=${digest} https://x/y z`, remote('url', 'https://x/y', digest)],
    [17, 'ADD https://x/y.git#main z', remote('git', 'https://x/y.git#main')],
    [
      18,
      `ADD https://x/y.git#${commit}:dir z`,
      remote('git', `https://x/y.git#${commit}:dir`, commit),
    ],
    [
      19,
      `ADD https://x/y.git?commit=${commit} z`,
      remote('git', `https://x/y.git?commit=${commit}`, commit),
    ],
    [
      29,
      `ADD --checksum=${commit} https://x/y.git#v1 z`,
      remote('git', 'https://x/y.git#v1', commit),
    ],
    [
      30,
      'ADD --checksum=0123456 https://x/y.git#v1 z',
      remote('git', 'https://x/y.git#v1', '0123456'),
    ],
    [31, 'ADD --checksum=012345 https://x/y.git#v1 z', remote('git', 'https://x/y.git#v1')],
    [
      32,
      'ADD https://x/y.git?checksum=0123456 z',
      remote('git', 'https://x/y.git?checksum=0123456', '0123456'),
    ],
    [33, 'ADD https://x/y.git#0123456 z', remote('git', 'https://x/y.git#0123456')],
    [20, 'ADD git@x.y:a/b.git z', remote('git', 'git@x.y:a/b.git')],
    [21, 'ADD ./git@x.y:a b', [{ from: MAIN, paths: ['git@x.y:a'], ...copy }]],
    [22, 'RUN --mount=target=/x y', [{ from: MAIN, paths: ['.'], ...mount }]],
    [23, 'RUN --mount=type=bind,src=a/../b,dst=/x y', [{ from: MAIN, paths: ['b'], ...mount }]],
    [24, 'RUN --mount=from=Y,target=/x y', [{ from: stage('y'), paths: ['.'], ...mount }]],
    [25, 'RUN --mount=from=1,target=/x y', [{ from: image('1'), paths: ['.'], ...mount }]],
    [26, 'RUN --mount=type=cache,target=/x y', []],
    [
      27,
      'RUN --mount=type=cache,from=x,source=c,target=/x y',
      [{ from: stage('x'), paths: ['c'], ...mount }],
    ],
    [28, 'RUN --mount=type=tmpfs,target=/x --mount=type=ssh y', []],
  ])('%i: are known for %s', (_, line, reads) => {
    expect(readsOf('FROM a', ...line.split('\n'))).toEqual(reads);
  });

  it('read from what a URL that only the engine can expand may be', () => {
    const [context, url] = readsOf('FROM a', 'ADD $URL /x');
    expect(context).toMatchObject({ from: MAIN, paths: ['.'] });
    expect(url).toMatchObject({ from: { kind: 'url', url: '${URL}', checksum: null } });
  });

  it('read from a named context in place of an image', () => {
    const [read] =
      targetOf(['FROM a', 'COPY --from=img x y'], { contexts: ['img'] }).steps[0]?.reads ?? [];
    expect(read?.from).toEqual({ kind: 'context', name: 'img' });
  });

  it.each([
    [1, 'id=a', ['a']],
    [2, 'source=b', ['b']],
    [3, 'target=/run/c', ['c']],
    [4, 'id=$ID,env=E', ['d']],
  ])('%i: name the secrets that a RUN mounts', (_, fields, secrets) => {
    const { steps } = targetOf(['FROM a', 'ARG ID=d', `RUN --mount=type=secret,${fields} x`]);
    expect(steps[0]?.secrets).toEqual(secrets);
  });
});

describe('buildStageGraph: ONBUILD', () => {
  const lines = ['FROM a AS t', 'FROM a AS b', 'ONBUILD COPY --from=t x y', 'ONBUILD ARG V=1'];

  it('applies to a stage on top, once, in the line of its FROM', () => {
    const graph = graphOf([...lines, 'FROM b AS c', 'RUN z', 'FROM c', 'RUN w']);
    const [, , child, grandchild] = graph.stages;
    expect(child?.steps.map(({ line, text }) => [line, text])).toEqual([
      [5, 'COPY --from=t x y'],
      [6, 'RUN z'],
    ]);
    expect(child?.needs).toEqual(['b', 't']);
    expect(grandchild?.steps.map(({ text, args }) => [text, args])).toEqual([['RUN w', ['V=1']]]);
  });

  it('is a step of its own stage', () => {
    expect(targetOf(lines).steps.map(({ text }) => text)).toEqual([
      'ONBUILD COPY --from=t x y',
      'ONBUILD ARG V=1',
    ]);
  });
});

describe('buildStageGraph: targets', () => {
  const lines = ['FROM a AS One', 'RUN x', 'FROM b', 'RUN y', 'FROM one AS Three', 'COPY z .'];

  it.each([
    [1, undefined, 'three'],
    [2, 'three', 'three'],
    [3, 'ONE', 'one'],
    [4, '1', '1'],
    [5, '0', 'one'],
  ])('%i: finds target %s', (_, target, id) => {
    expect(graphOf(lines, { target }).target).toBe(id);
  });

  it('makes steps for the stages that the target needs', () => {
    const steps = graphOf(lines).stages.map((stage) => stage.steps.length);
    expect(steps).toEqual([1, 0, 1]);
    expect(baseImages(graphOf(lines))).toEqual(['a']);
  });

  it('does not look at the steps of the others, as BuildKit', () => {
    const broken = ['FROM a AS x', 'ENV A=${A', 'COPY --from=y / /', 'FROM b AS y', 'FROM c'];
    expect(graphOf(broken).stages.map(({ needs }) => needs)).toEqual([['y'], [], []]);
  });

  it('lists what a target needs, dependencies first', () => {
    const diamond = [
      'FROM a AS base',
      'FROM base AS l',
      'FROM base AS r',
      'FROM l',
      'COPY --from=r / /',
    ];
    const graph = graphOf(diamond);
    expect(reachableStages(graph, graph.target).map(({ id }) => id)).toEqual([
      'base',
      'l',
      'r',
      '3',
    ]);
  });
});

describe('buildStageGraph: refusals', () => {
  it.each<[number, string[], Options, string, RegExp, RegExp]>([
    [1, ['FROM a AS prod'], { target: 'pord' }, 'STAGE_UNKNOWN', /pord/, /`prod`.*are prod/],
    [2, ['FROM a'], { target: '1' }, 'STAGE_UNKNOWN', /no stage 1/, /are 0/],
    [3, ['FROM a', 'COPY --from=2 x y'], {}, 'STAGE_UNKNOWN', /:2: there is no stage 2/, /from 0/],
    [4, ['FROM a', 'COPY --from=-1 x y'], {}, 'STAGE_UNKNOWN', /no stage -1/, /from 0/],
    [5, ['FROM a AS x', 'COPY --from=x / /'], {}, 'STAGE_CYCLE', /x → x/, /above/],
    [
      6,
      ['FROM a AS x', 'COPY --from=y / /', 'FROM a AS y', 'RUN --mount=from=x,target=/x z'],
      {},
      'STAGE_CYCLE',
      /x → y → x/,
      /above/,
    ],
    [
      7,
      ['FROM a AS x', 'COPY --from=y / /', 'FROM a AS y', 'FROM x'],
      {},
      'DOCKERFILE_INVALID',
      /stage x reads from stage y below/,
      /Move stage y/,
    ],
    [8, ['ARG V', 'FROM $V'], {}, 'ARG_WITHOUT_VALUE', /:2: .*V/, /build argument V.*ARG V=/],
    [9, ['ARG V', 'FROM a:$V'], {}, 'ARG_WITHOUT_VALUE', /V/, /build argument V/],
    [
      10,
      ['FROM a', 'ARG V=1', 'FROM b:$V'],
      {},
      'ARG_WITHOUT_VALUE',
      /:3: .*V/,
      /before the first FROM/,
    ],
    [11, ['FROM ${V:?missing}'], {}, 'ARG_WITHOUT_VALUE', /V: missing/, /build argument V/],
    [12, ['FROM --platform=$P a'], {}, 'ARG_WITHOUT_VALUE', /P/, /build argument P/],
    [13, ['FROM --platform=toaster a'], {}, 'PLATFORM_INVALID', /:1: .*toaster/, /os\/arch/],
    [14, ['FROM A'], {}, 'IMAGE_NAME_INVALID', /:1: "A"/, /lower case/],
    [15, ['FROM a AS base', 'FROM Base'], {}, 'IMAGE_NAME_INVALID', /:2: "Base"/, /stage.*`base`/],
    [16, ['FROM a', 'COPY --from=$X y z'], {}, 'DOCKERFILE_INVALID', /no variables/, /FROM … AS/],
    [17, ['FROM a', 'COPY https://x/y z'], {}, 'DOCKERFILE_INVALID', /cannot read/, /ADD/],
    [18, ['FROM a', 'COPY --chmod=9 y z'], {}, 'DOCKERFILE_INVALID', /not a file mode/, /octal/],
    [
      19,
      ['FROM a', 'ADD --checksum=sha256:0 y z'],
      {},
      'DOCKERFILE_INVALID',
      /one remote source/,
      /URL/,
    ],
    [
      20,
      ['FROM a', 'RUN --mount=type=volume,target=/x y'],
      {},
      'DOCKERFILE_INVALID',
      /volume/,
      /#run---mount/,
    ],
    [
      21,
      ['FROM a', 'RUN --mount=tarket=/x y'],
      {},
      'DOCKERFILE_INVALID',
      /`target`/,
      /#run---mount/,
    ],
    [22, ['FROM a', 'WORKDIR ${A'], {}, 'DOCKERFILE_INVALID', /:2: cannot expand/, /escape/],
    [
      23,
      ['FROM scratch', 'ENV A=a', ...Array<string>(40).fill('ENV A=$A$A')],
      {},
      'DOCKERFILE_INVALID',
      /characters/,
      /escape/,
    ],
    [24, ['FROM a AS x-'], {}, 'DOCKERFILE_INVALID', /does not take x-/, /letter/],
    [
      25,
      ['FROM a AS b', 'ONBUILD COPY --form=x y z', 'FROM b'],
      {},
      'DOCKERFILE_INVALID',
      /:3: COPY.*form/,
      /#copy/,
    ],
  ])('%i: have a code, a place and a way out', (_, lines, options, code, message, hint) => {
    expect(errorOf(() => graphOf(lines, options))).toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });
});

function errorOf(act: () => unknown): StageBuildError {
  try {
    act();
  } catch (error) {
    return error as StageBuildError;
  }
  throw new Error('nothing was refused');
}
