import type { CatalogData, EcrCall, RepositorySettings, WantedRepository } from './model';

/** The calls that make a repository and give it what CreateRepository does not take. */
export function creationCalls(repository: WantedRepository): EcrCall[] {
  const { lifecycle, policy } = repository.initial;
  return [
    createCall(repository),
    ...(lifecycle ? [lifecycleCall(repository, lifecycle)] : []),
    ...(policy ? [policyCall(repository, policy)] : []),
  ];
}

function createCall(repository: WantedRepository): EcrCall {
  const { initial } = repository;
  const { scanOnPush, encryption, kmsKey, tags = {}, catalog } = initial;
  return callOf(repository, 'CreateRepository', {
    ...mutabilityInput(initial),
    ...(scanOnPush !== undefined && { imageScanningConfiguration: { scanOnPush } }),
    ...(encryption && {
      encryptionConfiguration: {
        encryptionType: encryption,
        ...(kmsKey !== undefined && { kmsKey }),
      },
    }),
    ...(Object.keys(tags).length > 0 && { tags: tagList(tags) }),
    ...(catalog && { catalogData: catalog }),
  });
}

export function mutabilityCall(repository: WantedRepository): EcrCall {
  return callOf(repository, 'PutImageTagMutability', mutabilityInput(repository.asked));
}

export function scanCall(repository: WantedRepository, scanOnPush: boolean): EcrCall {
  return callOf(repository, 'PutImageScanningConfiguration', {
    imageScanningConfiguration: { scanOnPush },
  });
}

export function lifecycleCall(repository: WantedRepository, lifecycle: object | null): EcrCall {
  return lifecycle === null
    ? callOf(repository, 'DeleteLifecyclePolicy', {})
    : callOf(repository, 'PutLifecyclePolicy', { lifecyclePolicyText: JSON.stringify(lifecycle) });
}

export function policyCall(repository: WantedRepository, policy: object): EcrCall {
  return callOf(repository, 'SetRepositoryPolicy', { policyText: JSON.stringify(policy) });
}

export function tagCall(
  repository: WantedRepository,
  { arn, tags }: { readonly arn: string; readonly tags: Readonly<Record<string, string>> },
): EcrCall {
  return {
    ...callOf(repository, 'TagResource'),
    input: { resourceArn: arn, tags: tagList(tags) },
  };
}

export function catalogCall(repository: WantedRepository, catalogData: CatalogData): EcrCall {
  return callOf(repository, 'PutRepositoryCatalogData', { catalogData });
}

/** A call about one repository. ECR takes its account wherever it takes its name. */
export function callOf(
  repository: Pick<WantedRepository, 'registry' | 'name'>,
  operation: string,
  input: EcrCall['input'] = {},
): EcrCall {
  const { registry, name } = repository;
  // CreateRepository of ECR Public knows no other account than the caller's.
  const registryId = registry.kind === 'private' ? registry.accountId : null;
  return {
    service: registry.kind === 'public' ? 'ecr-public' : 'ecr',
    region: registry.region,
    operation,
    input: { ...(registryId !== null && { registryId }), repositoryName: name, ...input },
  };
}

/** `IMMUTABLE_WITH_EXCLUSION` and the like, as ECR names what two of our settings say. */
export function mutabilityName({
  mutability = 'MUTABLE',
  mutabilityExclusions = [],
}: RepositorySettings): string {
  return mutabilityExclusions.length > 0 ? `${mutability}_WITH_EXCLUSION` : mutability;
}

function mutabilityInput(settings: RepositorySettings): EcrCall['input'] {
  const { mutability, mutabilityExclusions = [] } = settings;
  if (mutability === undefined) return {};
  return {
    imageTagMutability: mutabilityName(settings),
    ...(mutabilityExclusions.length > 0 && {
      imageTagMutabilityExclusionFilters: mutabilityExclusions.map((filter) => ({
        filterType: 'WILDCARD',
        filter,
      })),
    }),
  };
}

function tagList(tags: Readonly<Record<string, string>>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
