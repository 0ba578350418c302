import { messageOf, type StageBuildError } from '@docker-stage-build/core';
import { isAwsException } from '../errors/aws-error';
import { compareRepository } from './compare-repository';
import type {
  EcrCall,
  EnsuredRepository,
  FoundRepository,
  RepositoryPlan,
  RepositorySettings,
  WantedRepository,
} from './model';
import { readRepository, toFound, type CallEcr, type Described } from './read-repository';

export interface MakeOptions {
  readonly call: CallEcr;
  /** Takes what did not go well and keeps nobody from pushing. */
  readonly warn: (message: string) => void;
}

/**
 * Makes a repository. Another process, or an attempt of ours whose answer was lost, may have made it a moment ago: then it is as
 * good as made, and only what CreateRepository does not take is still given to it.
 * @throws AwsError
 */
export async function makeRepository(
  { repository, calls }: RepositoryPlan,
  options: MakeOptions,
): Promise<EnsuredRepository> {
  const [create, ...others] = calls as readonly [EcrCall, ...EcrCall[]];
  const made = await tryToMake(create, options);
  const found = made ?? (await readRepository(repository, options.call));
  if (made === null && found !== null && !isMadeAlike(repository, found)) {
    const drift = compareRepository(repository, found);
    return { repository, found, calls: [], drift, status: drift.length > 0 ? 'drift' : 'exists' };
  }
  for (const call of others) await give(call, repository, options);
  return { repository, found, calls, drift: [], status: made ? 'created' : 'exists' };
}

async function tryToMake(create: EcrCall, { call }: MakeOptions): Promise<FoundRepository | null> {
  try {
    const { repository = {} } = (await call(create)) as { readonly repository?: Described };
    return toFound(repository);
  } catch (error) {
    if (isAwsException(error, 'RepositoryAlreadyExistsException')) return null;
    throw error;
  }
}

/** What CreateRepository takes, and DescribeRepositories gives. */
const MADE_WITH = ['mutability', 'scanOnPush', 'encryption', 'kmsKey'] as const;

/** Whether a repository is as a call of ours makes it. */
function isMadeAlike(repository: WantedRepository, found: FoundRepository): boolean {
  const { initial } = repository;
  const asked: RepositorySettings = {
    ...Object.fromEntries(MADE_WITH.map((name) => [name, initial[name]])),
    ...(initial.mutabilityExclusions && { mutabilityExclusions: initial.mutabilityExclusions }),
  };
  return compareRepository({ ...repository, asked }, found).length === 0;
}

/** Settings of a call that CreateRepository does not take. */
const SETTING_OF: Readonly<Record<string, keyof RepositorySettings>> = {
  PutLifecyclePolicy: 'lifecycle',
  SetRepositoryPolicy: 'policy',
};

/** A default that this caller may not set leaves a repository that can be pushed to. */
async function give(
  call: EcrCall,
  { name, asked }: WantedRepository,
  options: MakeOptions,
): Promise<void> {
  try {
    await options.call(call);
  } catch (error) {
    const setting = SETTING_OF[call.operation];
    const isAsked = setting === undefined || asked[setting] !== undefined;
    if (isAsked || (error as StageBuildError).code !== 'AWS_DENIED') throw error;
    options.warn(
      `The repository ${name} was made without a ${setting} policy: ${messageOf(error)}`,
    );
  }
}
