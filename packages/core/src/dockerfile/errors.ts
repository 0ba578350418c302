import { StageBuildError, type ErrorCode } from '../errors';

/** Where in a Dockerfile something is. */
export interface Position {
  /** Path of the Dockerfile, when it is known. */
  readonly path: string | null;
  /** From 1. */
  readonly line: number;
}

/** An error that names its place in the Dockerfile: `apps/api/Dockerfile:12: what is wrong`. */
export function errorAt(
  { path, line }: Position,
  what: string,
  options: { readonly hint: string; readonly code?: ErrorCode; readonly stage?: string },
): StageBuildError {
  const { hint, code = 'DOCKERFILE_INVALID', stage } = options;
  return new StageBuildError(code, `${path ?? 'Dockerfile'}:${line}: ${what}`, { hint, stage });
}
