import type { ErrorCode } from '@docker-stage-build/core';
import type { AimedFault, Fault } from '../faults/fault-proxy';

/** What is done while a registry misbehaves. */
export type ActionName =
  | 'look up a tag'
  | 'look up a tag twice'
  | 'read a manifest'
  | 'retag'
  | 'delete a manifest'
  | 'delete a tag'
  | 'merge two platforms'
  | 'check that a push is allowed'
  | 'find 20 cache names'
  | 'find 20 cache names twice'
  | 'point 5 cache names';

/** How a registry is reached. */
export type Wiring =
  | 'as it should be'
  /** It speaks TLS with a certificate that nobody knows. */
  | 'unknown certificate'
  | 'TLS where plain http is expected'
  | 'plain http where TLS is expected'
  | 'nothing listens';

export interface Settings {
  /** Milliseconds for one attempt; all pauses follow from it. */
  readonly timeout?: number;
  /** Whether there is a login for the registry. */
  readonly login?: boolean;
  readonly wiring?: Wiring;
  /** Whether the other server speaks TLS with a certificate that nobody knows. */
  readonly elsewhereTls?: boolean;
}

/** A fault, what is done, and what has to come of it. */
export interface Row {
  /** What goes wrong, in words. */
  readonly fault: string;
  readonly action: ActionName;
  /**
   * What the registry does with the next requests. `{registry}`, `{elsewhere}` and `{digest}` stand for the registry's address, another
   * server's, and the digest of the image that is asked for.
   */
  readonly script: readonly (Fault | AimedFault)[];
  /** What the other server does. */
  readonly elsewhere?: readonly (Fault | AimedFault)[];
  readonly settings?: Settings;
  /** `nothing`: it is found that nothing is there. */
  readonly expected: 'done' | 'nothing' | ErrorCode;
  /** Requests that reach the registry, retries included. */
  readonly requests: number | { readonly atMost: number };
  /** Requests that reach the other server; default none. */
  readonly requestsElsewhere?: number | { readonly atMost: number };
}
