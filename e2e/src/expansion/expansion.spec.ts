import { posix } from 'node:path';
import { StageBuildError } from '@docker-stage-build/core';
import { bringUp, describeWith } from '../harness';
import { askConfig, askConfigs, configOf, type Answer } from './ask-engine';
import { makeDockerfile, PLACES, planConfig } from './dockerfile';
import { REFUSED, SCOPES } from './scopes';
import { RANDOM_TEXTS, TEXTS } from './texts';

const PARTS = ['engine', 'registry', 'base'] as const;
const ENGINES = [
  { engine: 'Docker', parts: PARTS, envOf: async () => (await bringUp(PARTS)).docker?.env },
  {
    engine: 'upstream BuildKit',
    parts: [...PARTS, 'buildkit'] as const,
    envOf: async () => (await bringUp([...PARTS, 'buildkit'])).buildkit?.env,
  },
];

const [understood, rejected] = partition(RANDOM_TEXTS, isUnderstood);
const BATCHES = [
  { name: 'words with every modifier', texts: TEXTS },
  { name: 'words of a seeded generator', texts: understood },
];
const REFUSALS = [
  ...REFUSED,
  ...rejected.slice(0, 10).map((text) => ({ name: text, text: makeDockerfile([text]) })),
];

describe('the cases', () => {
  it('are many', () => {
    expect(new Set(BATCHES.flatMap(({ texts }) => texts)).size).toBeGreaterThanOrEqual(390);
    expect(SCOPES.length).toBeGreaterThanOrEqual(40);
    expect(REFUSALS.length).toBeGreaterThanOrEqual(25);
  });
});

describe.each(ENGINES)('$engine', ({ parts, envOf }) => {
  describeWith(parts, 'and what the planner makes of variables', () => {
    let env: Readonly<Record<string, string>>;
    let answers: ReadonlyMap<string, Answer>;
    beforeAll(async () => {
      const found = await envOf();
      if (!found) throw new Error('no engine came up');
      env = found;
      answers = await askConfigs([...SCOPES, ...REFUSALS], env);
    });

    it.each(BATCHES)('agree on $name', async ({ texts }) => {
      const text = makeDockerfile(texts);
      const { Labels } = configOf(await askConfig(text, { env }));
      expect(Object.keys(Labels ?? {})).toHaveLength(texts.length * PLACES.length);
      expect(byText(texts, planConfig(text).labels)).toEqual(byText(texts, Labels ?? {}));
    });

    it.each(SCOPES)('agree: $name', ({ name, text, ...setting }) => {
      const config = configOf(answers.get(name));
      const planned = planConfig(text, setting);
      expect(planned.labels).toEqual(config.Labels ?? {});
      expect(listEnv(planned.env)).toEqual(config.Env?.filter(isOwn) ?? []);
      expect(planned.user).toBe(config.User ?? '');
      expect(posix.resolve('/', ...planned.workdirs)).toBe(config.WorkingDir ?? '/');
      expect(planned.volumes).toEqual(Object.keys(config.Volumes ?? {}));
      expect(planned.ports.map((port) => (port.includes('/') ? port : `${port}/tcp`))).toEqual(
        Object.keys(config.ExposedPorts ?? {}),
      );
    });

    it.each(REFUSALS)('refuse the same: $name', ({ name, text }) => {
      expect(answers.get(name)).toHaveProperty('refused', expect.stringMatching(/\S/));
      expect(() => planConfig(text)).toThrow(StageBuildError);
    });
  });
});

function isUnderstood(text: string): boolean {
  try {
    planConfig(makeDockerfile([text]));
    return true;
  } catch (error) {
    if (error instanceof StageBuildError) return false;
    throw error;
  }
}

function partition<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}

/** Labels with the word that each stands for, for whoever reads a failure. */
function byText(
  texts: readonly string[],
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [
      `${name}: ${texts[Number(name.split('-')[1])]}`,
      value,
    ]),
  );
}

/** BuildKit gives every image a PATH. */
function isOwn(variable: string): boolean {
  return !variable.startsWith('PATH=');
}

function listEnv(env: Readonly<Record<string, string>>): string[] {
  return Object.entries(env).map(([name, value]) => `${name}=${value}`);
}
