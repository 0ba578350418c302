import { buildStageGraph, parseDockerfile } from '@docker-stage-build/core';
import { parseDockerfileOptions } from '../../options';
import { draftDockerfile, renderDockerfile } from './make-dockerfile';
import { PRESETS } from './presets/choose-preset';
import { SAMPLES } from './testing/samples';
import { viewOf } from './testing/view-of';

function generate(name: string, raw: object = {}): string {
  const view = viewOf(SAMPLES[name] as (typeof SAMPLES)[string]);
  const options = parseDockerfileOptions({ project: view.project.name, ...raw });
  return renderDockerfile(draftDockerfile(view, options), { view, options });
}

/** What a sample needs to be told, where detection would take another preset or none. */
const ASKED: Readonly<Record<string, object>> = {
  'static-caddy': { preset: 'static-caddy' },
  generic: { command: './run.sh --all', port: 9000 },
};

const cases = Object.keys(SAMPLES).flatMap((name) =>
  (['project', 'workspace'] as const).map((dependencies) => ({ name, dependencies })),
);
const texts = new Map(
  cases.map(({ name, dependencies }) => [
    `${name}, ${dependencies}`,
    generate(name, { ...ASKED[name], dependencies }),
  ]),
);

describe('every preset', () => {
  it.each(Object.keys(SAMPLES))('%s', (name) => {
    const [project, workspace] = ['project', 'workspace'].map((form) =>
      texts.get(`${name}, ${form}`),
    );
    expect(project).toMatchSnapshot();
    if (project?.includes('manifests')) expect(workspace).toMatchSnapshot('workspace form');
  });

  it('has a sample', () => {
    const sampled = new Set(Object.keys(SAMPLES).map((name) => name.split(',')[0]));
    expect([...sampled].sort()).toEqual(PRESETS.map(({ name }) => name).sort());
  });

  it.each([...texts.keys()])('%s: reads as a Dockerfile', (name) => {
    const dockerfile = parseDockerfile(texts.get(name) as string);
    const { stages, target } = buildStageGraph(dockerfile, { platform: 'linux/amd64' });
    expect(stages.map(({ id }) => id)).toContain(target);
  });

  it.each([...texts.keys()])('%s: runs as somebody who is not root, in the exec form', (name) => {
    const final = (texts.get(name) as string).split('\nFROM ').at(-1) as string;
    expect(final).toMatch(/^USER (node|nginx|65532:65532|\$APP_UID)$/m);
    expect(final).toMatch(/^CMD \["/m);
    expect(final).toMatch(/^LABEL org\.opencontainers\.image\.title=/m);
    expect(final).not.toMatch(/^RUN /m);
  });

  it.each([...texts.keys()])('%s: leaves nothing of the template behind', (name) => {
    expect(texts.get(name)).not.toMatch(/\{\{|^#(if|else|end|include|region)/m);
    expect(texts.get(name)).not.toMatch(/undefined|\n{3}|  $/m);
  });
});

describe('what can be said', () => {
  it.each<[number, object, string]>([
    [1, { port: '8080' }, 'EXPOSE 8080'],
    [2, { command: 'node dist/other.js' }, 'CMD ["node", "dist/other.js"]'],
    [3, { healthPath: '/health' }, "fetch('http://127.0.0.1:3000/health')"],
    [
      4,
      { baseImages: 'node=mirror.test/node:22-slim' },
      'FROM mirror.test/node:22-slim AS production',
    ],
  ])('%i: %j', (_, raw, line) => {
    expect(generate('node, bundled', raw)).toContain(line);
  });

  it('leaves the health check out', () => {
    expect(generate('node, bundled', { healthPath: 'none' })).not.toContain('HEALTHCHECK');
  });

  it('records what was said, and not what is so by default', () => {
    const [header] = generate('node, bundled', { port: 8080, dependencies: 'workspace' }).split(
      '\n',
    );
    expect(header).toBe(
      '# nx-docker-stage-build:dockerfile {"preset":"node","dependencies":"workspace","port":8080}',
    );
  });
});
