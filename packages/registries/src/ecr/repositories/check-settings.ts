import { StageBuildError } from '@docker-stage-build/core';
import type { EcrRegistry } from '../model';
import { checkLifecycle } from './check-lifecycle';
import type { CatalogData, RepositorySettings } from './model';

// The shapes ImageTagMutabilityExclusionFilters, RepositoryPolicyText, Tag of AWS's model ecr/2015-09-21.
const MAX_EXCLUSIONS = 5;
const EXCLUSION = /^[0-9a-zA-Z._*-]{1,128}$/;
const MAX_WILDCARDS = 2;
const MAX_POLICY = 10_240;
const MAX_TAGS = 50;
const MAX_TAG_KEY = 128;
const MAX_TAG_VALUE = 256;
// RepositoryCatalogDataInput of ecr-public/2020-10-30.
const MAX_CATALOG: Readonly<Record<string, number>> = {
  description: 1024,
  aboutText: 25_600,
  usageText: 25_600,
};

/** Settings that ECR Public does not have. */
const PRIVATE_ONLY = [
  'mutability',
  'mutabilityExclusions',
  'scanOnPush',
  'encryption',
  'kmsKey',
  'lifecycle',
] as const;

/**
 * Makes sure of all that can be known of settings without a call.
 * @throws StageBuildError OPTION_INVALID with every problem in its message
 */
export function checkSettings(settings: RepositorySettings, name: string): void {
  const problems = [
    ...checkExclusions(settings),
    ...checkEncryption(settings),
    ...checkTags(settings),
    ...(settings.lifecycle ? checkLifecycle(settings.lifecycle).map(inside('lifecycle')) : []),
    ...(settings.policy ? checkPolicy(settings.policy).map(inside('policy')) : []),
    ...(settings.catalog ? checkCatalog(settings.catalog).map(inside('catalog')) : []),
  ];
  if (problems.length === 0) return;
  throw new StageBuildError(
    'OPTION_INVALID',
    [`ECR would refuse settings of the repository ${name}:`, ...problems].join('\n  '),
    { hint: 'Correct them in the option `ecr`; docs/guides/ecr.md has examples.' },
  );
}

/** Settings as a kind of registry has them. */
export function settingsFor(
  settings: RepositorySettings,
  { kind }: Pick<EcrRegistry, 'kind'>,
): RepositorySettings {
  const foreign: readonly string[] = kind === 'public' ? PRIVATE_ONLY : ['catalog'];
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([name, value]) => value !== undefined && !foreign.includes(name),
    ),
  );
}

function checkExclusions({ mutability, mutabilityExclusions = [] }: RepositorySettings): string[] {
  const odd = mutabilityExclusions.find(
    (filter) => !EXCLUSION.test(filter) || filter.split('*').length - 1 > MAX_WILDCARDS,
  );
  const count = mutabilityExclusions.length;
  return [
    ...(count > 0 && mutability === undefined
      ? ['mutabilityExclusions: write `mutability` too, that they are excluded from']
      : []),
    ...(count > MAX_EXCLUSIONS
      ? [
          `mutabilityExclusions: ${count} with ours (${mutabilityExclusions.join(', ')}), of ${MAX_EXCLUSIONS} that ECR takes`,
        ]
      : []),
    ...(odd === undefined
      ? []
      : [
          `mutabilityExclusions: \`${odd}\` is no pattern of tags with at most ${MAX_WILDCARDS} \`*\``,
        ]),
  ];
}

function checkEncryption({ encryption, kmsKey }: RepositorySettings): string[] {
  if (kmsKey === undefined || encryption === 'KMS' || encryption === 'KMS_DSSE') return [];
  return ['kmsKey: a key needs `encryption: KMS`'];
}

function checkTags({ tags = {} }: RepositorySettings): string[] {
  const entries = Object.entries(tags);
  const odd = entries.find(
    ([key, value]) =>
      key === '' || key.length > MAX_TAG_KEY || value.length > MAX_TAG_VALUE || /^aws:/i.test(key),
  );
  return [
    ...(entries.length > MAX_TAGS
      ? [`tags: ${entries.length}, of ${MAX_TAGS} that ECR takes`]
      : []),
    ...(odd
      ? [
          `tags: \`${odd[0]}\`: a key has 1 to ${MAX_TAG_KEY} characters and does not start with \`aws:\`, a value at most ${MAX_TAG_VALUE}`,
        ]
      : []),
  ];
}

function checkPolicy(policy: object): string[] {
  const { length } = JSON.stringify(policy);
  return [
    ...('Statement' in policy ? [] : ['a policy has a `Statement`']),
    ...(length > MAX_POLICY
      ? [`it has ${length} characters, of ${MAX_POLICY} that ECR takes`]
      : []),
  ];
}

function checkCatalog(catalog: CatalogData): string[] {
  return Object.entries(MAX_CATALOG).flatMap(([field, max]) => {
    const { length } = String(catalog[field as keyof CatalogData] ?? '');
    return length > max ? [`${field}: ${length} characters, of ${max} that ECR takes`] : [];
  });
}

function inside(option: string): (problem: string) => string {
  return (problem) => `${option}: ${problem}`;
}
