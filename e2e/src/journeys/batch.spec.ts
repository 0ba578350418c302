import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { docker } from './engine-records';
import { openShop, type Shop } from './shop';
import { describeWith } from '../harness';

const NAMES = ['one', 'two', 'three', 'four', 'five', 'six'];

/** The first stage is the same in all; its RUN writes down when it ran. */
const dockerfile = (name: string, step = 'true'): string => `FROM node:20-slim AS deps
COPY package.json ./
RUN sleep 2 && date +%s%N > /stamp

FROM deps AS build
COPY apps/${name}/name.txt ./
RUN ${step} && cat name.txt > /name

FROM node:20-slim
COPY --from=build /stamp /name /
CMD ["cat", "/stamp"]
`;

function addApp({ workspace }: Shop, name: string, text = dockerfile(name)): void {
  workspace.write(`apps/${name}/package.json`, JSON.stringify({ name, version: '1.0.0' }));
  workspace.write(`apps/${name}/name.txt`, `${name}\n`);
  workspace.write(`apps/${name}/Dockerfile`, text);
}

describeWith(['engine', 'registry', 'base'], 'many images in one run', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop('journey-batch');
    NAMES.forEach((name) => addApp(shop, name));
  });
  afterAll(() => shop?.close());
  beforeEach(() => shop.engine.reset());

  const build = (names: readonly string[], ...args: string[]) =>
    shop.nx([
      ...['run-many', '-t', 'image', `--projects=${names.join(',')}`],
      ...['--output-style=static', '--metadataFile=dist/{name}.json', ...args],
    ]);

  const readResult = (name: string): Record<string, unknown> => {
    const text = readFileSync(join(shop.workspace.root, `dist/${name}.json`), 'utf8');
    const { digest, seconds, buildRef, stages, ...rest } = JSON.parse(text) as Record<
      string,
      unknown
    >;
    expect([typeof digest, typeof seconds, typeof buildRef]).toEqual([
      'string',
      'number',
      'string',
    ]);
    return { ...rest, stages: (stages as { stage: string }[]).map(({ stage }) => stage) };
  };

  it('runs an equal stage once, in a batch and task by task, with the same results', async () => {
    const results = [];
    for (const way of ['--batch', '--parallel=6']) {
      await shop.engine.reset();
      const run = await build(NAMES, way);
      expect(run.exitCode).toBe(0);
      const stamps = NAMES.map((name) => docker(['run', '--rm', name], shop.engine.env));
      expect(new Set(stamps).size).toBe(1);
      for (const name of NAMES)
        expect(run.stdout).toMatch(new RegExp(`^${name}: \\d of 3 stages built`, 'm'));
      results.push(NAMES.map(readResult));
    }
    expect(results[0]).toEqual(results[1]);
  });

  it('fails those that fail and builds the others, each with its own log', async () => {
    addApp(shop, 'two', dockerfile('two').replace('name.txt', 'nothing.txt'));
    addApp(shop, 'three', dockerfile('three', 'false'));
    const run = await build(NAMES, '--batch');
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/COPY_SOURCE_MISSING.*apps\/two\/Dockerfile:6/s);
    expect(run.stdout).toMatch(/BUILD_FAILED \(project three, stage build\)/);
    const images = docker(['image', 'ls', '--format={{.Repository}}'], shop.engine.env);
    expect(images.trim().split('\n').sort()).toEqual(['five', 'four', 'one', 'six']);
  });

  it('builds a hundred', async () => {
    const many = Array.from({ length: 100 }, (_, at) => `app-${at}`);
    for (const name of many) {
      addApp(shop, name, `FROM scratch\nCOPY apps/${name}/name.txt /\nCMD ["none"]\n`);
    }
    const run = await build(many, '--batch');
    expect(run.exitCode).toBe(0);
    const images = docker(['image', 'ls', '--format={{.Repository}}'], shop.engine.env);
    expect(images.trim().split('\n').sort()).toEqual([...many].sort());
  });
});
