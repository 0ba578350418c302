import { digestOf, type BaseDigests } from '../names/cache-name';
import type { ImageInput } from './image-input';
import type { Knowledge } from './knowledge';
import { nameStages, type StageNode } from './stage-nodes';

/** Base images whose digests are still to be resolved, sorted. */
export function unresolvedBases(images: readonly ImageInput[], known: BaseDigests): string[] {
  const refs = new Set<string>();
  for (const { head } of images)
    for (const { stages } of head)
      for (const { images: bases } of stages.values())
        for (const ref of bases)
          if (!known.has(ref) && digestOf(ref, known) === null) refs.add(ref);
  return [...refs].sort();
}

/**
 * The cache names to ask for next. Where the target's own cache exists nothing else matters, so it is asked for
 * alone first; empty when what is known decides the plan. Ask, add the answers to the knowledge, ask again.
 */
export function unansweredNames(
  image: ImageInput,
  known: Pick<Knowledge, 'bases' | 'names'>,
): string[] {
  const { targets, all } = nameStages(image, known.bases);
  const first = namesAtHead(targets);
  const unanswered = (names: readonly string[]) => names.filter((name) => !known.names.has(name));
  if (unanswered(first).length > 0) return unanswered(first);
  if (targets.every((target) => existsAtHead(target, known))) return [];
  const cacheable = all.filter((node) => node.cacheable);
  const older = cacheable.flatMap((node) =>
    existsAtHead(node, known) ? [] : node.older.flatMap(({ own, shared }) => [own, shared]),
  );
  return unanswered([...new Set([...namesAtHead(cacheable), ...older])]);
}

/** Whether one of a stage's names at head leads to a cache. */
export function existsAtHead({ head }: StageNode, { names }: Pick<Knowledge, 'names'>): boolean {
  return head !== null && [head.own, head.shared].some((name) => Boolean(names.get(name)));
}

function namesAtHead(nodes: readonly StageNode[]): string[] {
  return nodes.flatMap(({ head }) => (head ? [head.own, head.shared] : []));
}
