import type { CallOptions } from '../../call-options';
import type { EcrRegistry } from '../model';
import type { Action, Input, Output, PrivateSdk, PublicSdk, Sdk } from './actions';

/** The API of one registry. */
export interface EcrApi<Module extends Sdk> {
  readonly registry: EcrRegistry;

  /**
   * Calls an action, and again where that may help: no attempt begins more than half a minute after the first, and none
   * takes longer than a quarter of a minute.
   * @throws AwsError with a code for each kind of failure; its `exception` is AWS's own name of it
   */
  call<Name extends Action<Module>>(
    action: Name,
    input: Input<Module, Name>,
    options?: CallOptions,
  ): Promise<Output<Module, Name>>;

  /** Milliseconds by which AWS's clock is ahead of this machine's, as its last answer says; 0 for less than minutes. */
  clockOffset(): number;
}

export type PrivateEcr = EcrApi<PrivateSdk>;
export type PublicEcr = EcrApi<PublicSdk>;
