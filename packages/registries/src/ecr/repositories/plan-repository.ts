import { creationCalls } from './calls';
import { compareRepository } from './compare-repository';
import type { FoundRepository, RepositoryPlan, WantedRepository } from './model';

export interface PlanRepositoryOptions {
  /** Whether an existing repository is changed to what was asked for. */
  readonly update: boolean;
}

/** Decides what is to be done about a repository; `null` is one that does not exist. */
export function planRepository(
  repository: WantedRepository,
  found: FoundRepository | null,
  { update }: PlanRepositoryOptions,
): RepositoryPlan {
  if (found === null)
    return { repository, action: 'create', calls: creationCalls(repository), drift: [] };
  const differences = compareRepository(repository, found);
  const calls = update ? differences.flatMap(({ fix }) => fix ?? []) : [];
  return {
    repository,
    action: calls.length > 0 ? 'update' : 'none',
    calls,
    drift: update ? differences.filter(({ fix }) => fix === null) : differences,
  };
}
