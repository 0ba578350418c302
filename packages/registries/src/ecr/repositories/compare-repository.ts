import {
  catalogCall,
  lifecycleCall,
  mutabilityCall,
  mutabilityName,
  policyCall,
  scanCall,
  tagCall,
} from './calls';
import { canonicalJson, canonicalText } from './canonical';
import type { Difference, FoundRepository, RepositorySettings, WantedRepository } from './model';

type Compare = (
  wanted: WantedRepository,
  found: FoundRepository,
) => Omit<Difference, 'setting'> | null;

/** How each setting is compared. One that ECR Public or a repository lacks was not asked for. */
const COMPARISONS: Readonly<Partial<Record<keyof RepositorySettings, Compare>>> = {
  mutability: (wanted, found) =>
    differ({
      wanted: describeMutability(mutabilityName(wanted.asked), wanted.asked.mutabilityExclusions),
      found: describeMutability(found.mutability, found.exclusions),
      fix: [mutabilityCall(wanted)],
    }),
  scanOnPush: (wanted, found) =>
    differ({
      wanted: String(wanted.asked.scanOnPush),
      found: String(found.scanOnPush),
      fix: [scanCall(wanted, wanted.asked.scanOnPush === true)],
    }),
  encryption: ({ asked }, found) =>
    differ({ wanted: String(asked.encryption), found: found.encryption, fix: null }),
  kmsKey: ({ asked }, found) => compareKeys(asked.kmsKey ?? '', found),
  tags: (wanted, found) => compareTags(wanted, found),
  lifecycle: (wanted, found) => {
    const { lifecycle = null } = wanted.asked;
    return differ({
      wanted: lifecycle === null ? 'none' : canonicalJson(lifecycle),
      found: describeDocument(found.lifecycle),
      fix: [lifecycleCall(wanted, lifecycle)],
    });
  },
  policy: (wanted, found) => {
    const { policy = {} } = wanted.asked;
    return differ({
      wanted: canonicalJson(policy),
      found: describeDocument(found.policy),
      fix: [policyCall(wanted, policy)],
    });
  },
  catalog: (wanted, found) => compareCatalogs(wanted, found),
};

/** The settings that an existing repository has otherwise than was asked for; what was not asked for may be as it is. */
export function compareRepository(wanted: WantedRepository, found: FoundRepository): Difference[] {
  return Object.entries(COMPARISONS).flatMap(([name, compare]) => {
    const setting = name as keyof RepositorySettings;
    if (wanted.asked[setting] === undefined) return [];
    const difference = compare(wanted, found);
    return difference ? [{ setting, ...difference }] : [];
  });
}

function differ(difference: Omit<Difference, 'setting'>): Omit<Difference, 'setting'> | null {
  return difference.wanted === difference.found ? null : difference;
}

/** The order of filters says nothing. */
function describeMutability(name: string, exclusions: readonly string[] = []): string {
  return exclusions.length === 0 ? name : `${name} (${[...exclusions].sort().join(', ')})`;
}

/** ECR answers with an ARN; which key an alias stands for, only KMS knows. */
function compareKeys(key: string, { kmsKey }: FoundRepository): Omit<Difference, 'setting'> | null {
  const isAlias = key.includes('alias/');
  const isSame = kmsKey === key || kmsKey?.endsWith(`:key/${key}`) === true;
  if (isSame || (isAlias && kmsKey !== null)) return null;
  return { wanted: key, found: kmsKey ?? 'none', fix: null };
}

/** Tags that nobody asked for here belong to somebody else. */
function compareTags(
  wanted: WantedRepository,
  { arn, tags: there = {} }: FoundRepository,
): Omit<Difference, 'setting'> | null {
  const entries = Object.entries(wanted.asked.tags ?? {});
  const others = entries.filter(([key, value]) => there[key] !== value);
  if (others.length === 0) return null;
  const tags = Object.fromEntries(others);
  return {
    wanted: describeTags(others),
    found: describeTags(others.map(([key]) => [key, there[key] ?? 'none'])),
    fix: [tagCall(wanted, { arn, tags })],
  };
}

/** Fields that were not asked for stay as they are: PutRepositoryCatalogData writes all of them. */
function compareCatalogs(
  wanted: WantedRepository,
  { catalog: there = {} }: FoundRepository,
): Omit<Difference, 'setting'> | null {
  const all = { ...there, ...wanted.asked.catalog };
  return differ({
    wanted: canonicalJson(all),
    found: canonicalJson(there),
    fix: [catalogCall(wanted, all)],
  });
}

function describeDocument(text: string | null | undefined): string {
  return text === null || text === undefined ? 'none' : canonicalText(text);
}

function describeTags(tags: readonly (readonly [string, string])[]): string {
  return tags.map(([key, value]) => `${key}=${value}`).join(', ');
}
