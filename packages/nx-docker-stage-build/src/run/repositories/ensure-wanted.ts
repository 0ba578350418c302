import {
  ensureRepositories,
  type EnsuredRepository,
  type EnsureRequest,
} from '@docker-stage-build/registries';
import { valuesOf, type Settled } from '../settle';

export interface EnsuringOptions {
  readonly signal?: AbortSignal;
  readonly warn: (message: string) => void;
}

/** Makes sure of the repositories whose requests are in order; the errors of the others stay in their places. */
export async function ensureWanted(
  requests: readonly Settled<EnsureRequest>[],
  options: EnsuringOptions,
): Promise<Settled<EnsuredRepository>[]> {
  const outcomes = (await ensureRepositories(valuesOf(requests), options)).values();
  return requests.map((request) =>
    'error' in request ? request : (outcomes.next().value as Settled<EnsuredRepository>),
  );
}
