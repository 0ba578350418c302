import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  buildStageGraph,
  parseDockerfile,
  reachableStages,
  StageBuildError,
  type Dockerfile,
  type StageGraph,
} from '@docker-stage-build/core';
import { bringUp, describeWith } from '../harness';
import { askBuildkit, type Answer, type Outline, type Target } from './ask-buildkit';
import { listRefused, listSamples, type Sample } from './corpus';

const PLATFORM = 'linux/amd64';

/** Samples that are read with more than their text. */
const WITH: Readonly<
  Record<string, { readonly buildArgs?: Record<string, string>; readonly target?: string }>
> = {
  'arg-from-build-arg': { buildArgs: { V: '20-slim', W: 'given', X: 'given too' } },
  'arg-global-redeclared': { buildArgs: { A: 'given' } },
  'arg-predefined-proxy': {
    buildArgs: { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' },
  },
  'arg-required': { buildArgs: { V: '20-slim' } },
  'arg-several-in-line': { buildArgs: { C: 'given' } },
  'target-in-the-middle': { target: 'MIDDLE' },
};

/** What BuildKit refuses and we do not, with the reason. */
const LEFT_TO_ENGINE: Readonly<Record<string, string>> = {
  'graph-stage-arg-required':
    'whether the base image sets the variable is known to the engine only',
  'graph-stopsignal-unknown': 'a value for the image configuration, which no stage depends on',
};

/** What `--call=targets` takes and we refuse, with the reason. A build of it is refused by both. */
const REFUSED_EARLIER: Readonly<Record<string, string>> = {
  'graph-no-from': 'a Dockerfile without a stage builds nothing',
};

describeWith(['engine'], 'a stage graph and what BuildKit says about the same Dockerfile', () => {
  let env: Readonly<Record<string, string>>;
  const context = mkdtempSync(join(tmpdir(), 'stage-graph-'));
  beforeAll(async () => {
    const { docker } = await bringUp(['engine', 'registry', 'base']);
    if (!docker) throw new Error('no engine came up');
    ({ env } = docker);
  });
  afterAll(() => rmSync(context, { recursive: true }));

  const ask = <T>(call: 'targets' | 'outline', { name, file }: Sample) =>
    askBuildkit<T>(call, { file, context, env, ...WITH[name] });

  const read = ({ name, text }: Sample): { dockerfile: Dockerfile; graph: StageGraph } => {
    const dockerfile = parseDockerfile(text);
    return {
      dockerfile,
      graph: buildStageGraph(dockerfile, { platform: PLATFORM, ...WITH[name] }),
    };
  };

  it('are compared on many Dockerfiles', () => {
    expect(listSamples().length).toBeGreaterThanOrEqual(100);
    expect(listRefused().length).toBeGreaterThanOrEqual(60);
  });

  it.each(listSamples())('agree on $name', async (sample) => {
    const [targets, outline] = await Promise.all([
      ask<{ readonly targets: readonly Target[] }>('targets', sample),
      ask<Outline>('outline', sample),
    ]);
    const { dockerfile, graph } = read(sample);
    expect(listTargets(dockerfile)).toEqual(valueOf(targets).targets.map(fillIn));

    const { args = [], secrets = [] } = valueOf(outline);
    const steps = reachableStages(graph, graph.target).flatMap((stage) => stage.steps);
    const ours = new Set(steps.flatMap((step) => step.secrets));
    expect([...ours].sort()).toEqual(secrets.map(({ name }) => name).sort());

    expect(graph.declaredArgs).toEqual(expect.arrayContaining(args.map(({ name }) => name)));
    const inRuns = new Set(steps.flatMap((step) => step.args));
    for (const { name, value } of args.filter(({ value }) => value)) {
      const values = [...inRuns].filter((arg) => arg.startsWith(`${name}=`));
      if (values.length > 0) expect(values).toContain(`${name}=${value}`);
    }
  });

  it.each(listRefused())('agree that $name is refused, and when', async (sample) => {
    const [targets, outline] = await Promise.all([ask('targets', sample), ask('outline', sample)]);
    expect(outline).toHaveProperty('refused', expect.stringMatching(/\S/));
    const parse = () => parseDockerfile(sample.text);
    const isRefusedWhenRead = 'refused' in targets || sample.name in REFUSED_EARLIER;
    if (isRefusedWhenRead) expect(parse).toThrow(StageBuildError);
    else expect(parse).not.toThrow();
    if (sample.name in LEFT_TO_ENGINE) expect(() => read(sample)).not.toThrow();
    else expect(() => read(sample)).toThrow(StageBuildError);
  });
});

function valueOf<T>(answer: Answer<T>): T {
  if ('refused' in answer) throw new Error(`BuildKit refuses it: ${answer.refused}`);
  return answer.value;
}

/** Our stages as `--call=targets` lists them. */
function listTargets({ stages }: Dockerfile) {
  return stages.map(({ name, base, platform, line, index }) => ({
    name: name?.toLowerCase() ?? '',
    default: index === stages.length - 1,
    base,
    platform: platform ?? '',
    line,
  }));
}

function fillIn(target: Target) {
  const { name = '', default: isDefault = false, base = '', platform = '', location } = target;
  return { name, default: isDefault, base, platform, line: location.ranges[0]?.start.line };
}
