import type { TargetConfiguration } from '@nx/devkit';
import { nameFile, toFilesets, WHOLE_PROJECT, type FilesetQuestion } from './to-filesets';

export interface InputQuestion extends FilesetQuestion {
  /** Dockerfile and ignore files, from the workspace root. */
  readonly definition: readonly string[];
}

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/**
 * The `inputs` of an image's target: what its Dockerfile reads, and what says how it is read. Nx 24 runs an image's task
 * when one of them changed, and only then.
 *
 * A folder that holds projects (`COPY . .`, `COPY libs libs`) stands for the project, all it depends on, and what is in
 * the folder and in no project: that much of it is in the context.
 *
 * Versions of packages are no inputs by themselves, those of the project's own dependencies apart, which Nx always adds:
 * an image gets packages by a lockfile that it copies.
 * @param paths paths and wildcards from the workspace root; `null` when nobody knows
 */
export function findInputs(
  paths: readonly string[] | null,
  { definition, ...question }: InputQuestion,
): Inputs {
  const read = (paths ?? ['.']).flatMap((path) => toFilesets(path, question));
  const filesets = new Set([
    ...read,
    ...definition.map((path) => nameFile(path, question.projectRoot)),
  ]);
  const isCovered = (fileset: string): boolean =>
    fileset !== WHOLE_PROJECT && fileset.startsWith('{projectRoot}') && filesets.has(WHOLE_PROJECT);
  return [
    ...[...filesets].filter((fileset) => !isCovered(fileset)).sort(),
    { externalDependencies: [] },
  ];
}
