import { AwsError } from '../errors/aws-error';
import { checkAlias } from './check-alias';
import { makeRepository, type MakeOptions } from './make-repository';
import { isMadeOnPush, type CreationTemplate } from './made-on-push';
import type { EnsuredRepository, FoundRepository, RepositoryPlan, WantedRepository } from './model';
import { planRepository } from './plan-repository';
import { readRepository } from './read-repository';

/** What may be done about repositories. */
export interface EnsureWish {
  /** Whether a missing repository is made. `auto`: it is, unless AWS does not tell this caller what there is. */
  readonly create: boolean | 'auto';
  /** Whether an existing repository is changed to what was asked for. */
  readonly update: boolean;
  /** Only reads, and says which calls would be made. */
  readonly dryRun?: boolean;
}

interface Surroundings extends MakeOptions {
  /** Creation templates of the registry. */
  readonly templates: () => Promise<readonly CreationTemplate[]>;
}

/**
 * Makes sure of one repository: looks whether it is there, and makes or changes it as far as that is asked for. Safe where
 * several processes do it at once, and where an answer is lost.
 * @throws AwsError where AWS refuses a call
 */
export async function ensureRepository(
  repository: WantedRepository,
  { create, update, dryRun = false }: EnsureWish,
  surroundings: Surroundings,
): Promise<EnsuredRepository> {
  const nothing = { repository, calls: [], drift: [], found: null };
  const found = await look(repository, create, surroundings);
  if (found === 'unknown') return { ...nothing, status: 'unknown' };
  if (found === null) {
    if (await isLeftToEcr(repository, surroundings)) return { ...nothing, status: 'on-push' };
    if (create === false) return { ...nothing, status: 'missing' };
    await checkAlias(repository, surroundings.call);
  }
  const plan = planRepository(repository, found, { update });
  if (plan.action === 'create' && !dryRun) return makeRepository(plan, surroundings);
  if (!dryRun) for (const call of plan.calls) await surroundings.call(call);
  return { repository, found, calls: plan.calls, drift: plan.drift, status: statusOf(plan) };
}

function statusOf({ action, drift }: RepositoryPlan): EnsuredRepository['status'] {
  if (action === 'create') return 'created';
  if (drift.length > 0) return 'drift';
  return action === 'update' ? 'updated' : 'exists';
}

/**
 * Who asked for nothing may have a token to push with and no right to look, or no AWS credentials at all: then the push finds out.
 */
async function look(
  repository: WantedRepository,
  create: EnsureWish['create'],
  { call, warn }: Surroundings,
): Promise<FoundRepository | null | 'unknown'> {
  try {
    return await readRepository(repository, call);
  } catch (error) {
    if (create === true || isSpecial(repository) || !(error instanceof AwsError)) throw error;
    if (create === 'auto')
      warn(
        `Whether the repository ${repository.name} exists is left to the push: ${error.message}. ${error.hint}`,
      );
    return 'unknown';
  }
}

/** A template speaks for those who ask for nothing else; an explicit CreateRepository would pass it by. */
async function isLeftToEcr(
  repository: WantedRepository,
  { templates }: Surroundings,
): Promise<boolean> {
  if (repository.registry.kind === 'public' || isSpecial(repository)) return false;
  return isMadeOnPush(repository.name, await templates());
}

/** Whether anything was asked of a repository. */
function isSpecial({ asked }: WantedRepository): boolean {
  return Object.keys(asked).length > 0;
}
