import type { Contents } from './model';

/** A rule of a lifecycle policy, as far as ours go. */
interface LifecycleRule {
  readonly rulePriority: number;
  readonly description: string;
  readonly selection: object;
  readonly action: { readonly type: 'expire' };
}

export interface LifecyclePolicy {
  readonly rules: readonly LifecycleRule[];
}

/** A stage that nobody touches is built anew once in this time, which brings updates of its base along. */
const CACHE_DAYS = 30;
/** Caches that no name leads to any more. A build that still imports one by its digest ended long ago. */
const UNTAGGED_CACHE_DAYS = 7;
/** Images that lost their last tag may still run somewhere by their digest. */
const UNTAGGED_IMAGE_DAYS = 30;

/**
 * The policy that a repository is made with: caches and what has no tag go by age, images with a tag never.
 *
 * By age and not by number: a build leaves a cache manifest and several tags, and an index holds a manifest a platform and
 * attestations. Each of them counts, so to keep the last N keeps fewer images than it says.
 */
export function defaultLifecycle({ images, caches }: Contents): LifecyclePolicy {
  const untagged = images ? UNTAGGED_IMAGE_DAYS : UNTAGGED_CACHE_DAYS;
  const rules = [
    ...(caches
      ? [expire(`Caches, ${CACHE_DAYS} days after they were made`, CACHE_DAYS, CACHE_TAGS)]
      : []),
    expire(`What no tag leads to, after ${untagged} days`, untagged, { tagStatus: 'untagged' }),
  ];
  return { rules: rules.map((rule, at) => ({ rulePriority: at + 1, ...rule })) };
}

const CACHE_TAGS = { tagStatus: 'tagged', tagPatternList: ['cache-*'] };

function expire(
  description: string,
  days: number,
  selection: object,
): Omit<LifecycleRule, 'rulePriority'> {
  return {
    description,
    selection: {
      ...selection,
      countType: 'sinceImagePushed',
      countUnit: 'days',
      countNumber: days,
    },
    action: { type: 'expire' },
  };
}
