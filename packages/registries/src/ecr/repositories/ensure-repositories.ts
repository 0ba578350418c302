import { StageBuildError } from '@docker-stage-build/core';
import type { CallOptions } from '../../call-options';
import { mapBounded } from '../../concurrency';
import { openEcr, openPublicEcr } from '../api/open-ecr';
import type { AwsAccess, EcrRegistry } from '../model';
import { ensureRepository, type EnsureWish } from './ensure-repository';
import type { EcrCall, EnsuredRepository, WantedRepository } from './model';
import type { CallEcr } from './read-repository';
import { readTemplates } from './read-templates';

/** A repository, what may be done about it, and who calls AWS for that. */
export interface EnsureRequest extends EnsureWish {
  readonly repository: WantedRepository;
  readonly access: AwsAccess;
}

export interface EnsureOptions extends CallOptions {
  /** Takes what did not go well and keeps nobody from pushing. */
  readonly warn: (message: string) => void;
}

/** What became of a repository, or the error that kept it from being there. */
export type RepositoryOutcome =
  { readonly value: EnsuredRepository } | { readonly error: StageBuildError };

/** Far below the rates that ECR's API takes, and enough to hide its latency. */
const SIDE_BY_SIDE = 4;

/**
 * Makes sure of repositories, each on its own: an error of one leaves the others alone.
 * @returns an outcome for each, in their order
 */
export async function ensureRepositories(
  requests: readonly EnsureRequest[],
  { warn, signal }: EnsureOptions,
): Promise<RepositoryOutcome[]> {
  const open = apiOpener({ signal });
  return mapBounded(requests, SIDE_BY_SIDE, async ({ repository, access, ...wish }) => {
    try {
      const api = open(repository.registry, access);
      return { value: await ensureRepository(repository, wish, { ...api, warn }) };
    } catch (error) {
      if (signal?.aborted || !(error instanceof StageBuildError)) throw error;
      return { error };
    }
  });
}

interface Api {
  readonly call: CallEcr;
  readonly templates: () => ReturnType<typeof readTemplates>;
}

/** Opens the API of each registry once, when it is first called. */
function apiOpener(options: CallOptions): (registry: EcrRegistry, access: AwsAccess) => Api {
  const apis = new Map<string, Api>();
  return (registry, access) => {
    const key = JSON.stringify([registry, access]);
    const api = apis.get(key) ?? openApi(registry, access, options);
    apis.set(key, api);
    return api;
  };
}

/** An API of the SDK whose actions are called by their names. */
interface NamedCalls {
  call(action: string, input: EcrCall['input'], options: CallOptions): Promise<unknown>;
}

function openApi(registry: EcrRegistry, access: AwsAccess, options: CallOptions): Api {
  const open = registry.kind === 'public' ? openPublicEcr : openEcr;
  let api: Promise<NamedCalls> | undefined;
  let templates: ReturnType<typeof readTemplates> | undefined;
  const call: CallEcr = async ({ operation, input }) => {
    // Each call is a value that a dry run prints: its types are those of the planning above.
    api ??= open(registry, access) as Promise<unknown> as Promise<NamedCalls>;
    return (await api).call(operation, input, options);
  };
  return { call, templates: () => (templates ??= readTemplates(call)) };
}
