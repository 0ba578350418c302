import { UnavailableError } from './errors';

/** What can be brought up. */
export const PARTS = [
  'registry',
  'arm64',
  'engine',
  'base',
  'bases',
  'toolchains',
  'dotnet',
  'frameworks',
  'buildkit',
  'docker-old',
  'ecr',
] as const;

export type Part = (typeof PARTS)[number];

/** What `up` brings up when nothing is named. */
export const DEFAULT_PARTS: readonly Part[] = ['engine', 'registry', 'base'];

const NEEDS: Readonly<Record<Part, readonly Part[]>> = {
  registry: [],
  engine: ['registry'],
  arm64: [],
  base: ['registry'],
  bases: ['base'],
  toolchains: ['base'],
  dotnet: ['base'],
  frameworks: ['registry'],
  buildkit: ['registry'],
  'docker-old': ['registry'],
  ecr: [],
};

/** The parts asked for with all that they need, in the order in which they are brought up. */
export function resolveParts(asked: readonly Part[]): Part[] {
  const wanted = new Set(asked);
  // A set hands out what is added while it is walked.
  for (const part of wanted) for (const needed of NEEDS[part]) wanted.add(needed);
  return PARTS.filter((part) => wanted.has(part));
}

/**
 * Checks names that a person typed.
 *
 * @throws UnavailableError naming the parts that there are
 */
export function parseParts(names: readonly string[]): Part[] {
  return names.map((name) => {
    const part = PARTS.find((one) => one === name);
    if (!part) throw new UnavailableError(`no part "${name}"; there are ${PARTS.join(', ')}`);
    return part;
  });
}
