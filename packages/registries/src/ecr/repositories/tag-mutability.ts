import type { FoundRepository } from './model';

/** Whether a tag of a repository stays where it once pointed ("Preventing image tags from being overwritten" of ECR's user guide). */
export function isImmutable(
  tag: string,
  { mutability, exclusions }: Pick<FoundRepository, 'mutability' | 'exclusions'>,
): boolean {
  const isBase = mutability.startsWith('IMMUTABLE');
  const isExcluded = exclusions.some((filter) => toPattern(filter).test(tag));
  return isBase !== isExcluded;
}

/** `*` stands for any text. */
function toPattern(filter: string): RegExp {
  const parts = filter.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
