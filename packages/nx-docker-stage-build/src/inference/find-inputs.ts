import type { TargetConfiguration } from '@nx/devkit';
import {
  DEPENDENCIES,
  nameFile,
  toFilesets,
  toWholeFilesets,
  WHOLE_PROJECT,
  type FilesetQuestion,
} from './to-filesets';

/** Paths and wildcards from the workspace root. */
export interface WhatIsRead {
  /** As far as the project graph says. */
  readonly scoped: readonly string[];
  /** All of it. */
  readonly whole: readonly string[];
  /** Whether something is made from the projects that this one depends on. */
  readonly dependencies: boolean;
  /** Dockerfile and ignore files. */
  readonly definition: readonly string[];
}

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/**
 * The `inputs` of an image's target: what its Dockerfile reads, and what says how it is read. Nx 24 runs an image's task
 * when one of them changed, and only then.
 *
 * Versions of packages are no inputs by themselves, those of the project's own dependencies apart, which Nx always adds:
 * an image gets packages by a lockfile that it copies.
 */
export function findInputs(
  { scoped, whole, dependencies, definition }: WhatIsRead,
  question: FilesetQuestion,
): Inputs {
  const filesets = new Set([
    ...scoped.flatMap((path) => toFilesets(path, question)),
    ...whole.flatMap((path) => toWholeFilesets(path, question)),
    ...(dependencies ? [DEPENDENCIES] : []),
    ...definition.map((path) => nameFile(path, question.projectRoot)),
  ]);
  const isCovered = (fileset: string): boolean =>
    fileset !== WHOLE_PROJECT && fileset.startsWith('{projectRoot}') && filesets.has(WHOLE_PROJECT);
  return [
    ...[...filesets].filter((fileset) => !isCovered(fileset)).sort(),
    { externalDependencies: [] },
  ];
}
