import type { ErrorCode } from '@docker-stage-build/core';
import type { EcrScript } from '../engine';

export type EcrAction =
  | 'log in'
  | 'make a repository'
  | 'look up a tag twice'
  | 'write 15 cache names'
  | 'write 15 cache names without a pace'
  | 'check a push to a repository that is not there';

/** A fault of ECR or of AWS's API, and what has to come of it. */
export interface EcrRow {
  /** What goes wrong, in words. */
  readonly fault: string;
  readonly action: EcrAction;
  /** Told to the stand-in before, and for actions that do something twice, in between. */
  readonly script: EcrScript;
  readonly between?: EcrScript;
  readonly expected: 'done' | ErrorCode;
  /** Requests that reach the registry; default none. */
  readonly requests?: number | { readonly atMost: number };
  /** Calls of AWS's API that arrive, by action; others may, too. */
  readonly calls: Readonly<Record<string, number>>;
}
