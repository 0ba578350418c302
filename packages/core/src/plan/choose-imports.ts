import type { CacheNames } from '../names/cache-name';
import type { NameDigests } from './knowledge';
import type { ImageNodes, StageNode } from './stage-nodes';

/** Which manifests a build imports. */
export interface Imports {
  /** Digest for the build's one import; `null` when nothing that helps exists. */
  readonly main: string | null;
  /** Stages of the frontier that the main import does not cover, to be fetched before the build. */
  readonly fetch: readonly { readonly node: StageNode; readonly digest: string }[];
}

/** A stage of the walk whose cache exists, under one or two manifests, the project's own first. */
interface Found {
  readonly node: StageNode;
  readonly digests: readonly string[];
}

/**
 * Walks from the targets down (DESIGN D2). Where a stage's name at head exists it is taken and nothing below it is
 * wanted: those stages are the frontier. Where it does not, an older name still covers the steps before the
 * one that changed. One solve takes one import, so the manifest that covers most is it; the rest of the
 * frontier is fetched first, older caches are left.
 */
export function chooseImports({ targets }: ImageNodes, names: NameDigests): Imports {
  const frontier: Found[] = [];
  const partial: Found[] = [];
  const seen = new Set<StageNode>();
  const visit = (node: StageNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const digests = node.cacheable ? existing(node.head, names) : [];
    if (digests.length > 0) {
      frontier.push({ node, digests });
      return;
    }
    const older = node.cacheable ? firstExisting(node.older, names) : [];
    if (older.length > 0) partial.push({ node, digests: older });
    node.needs.forEach(visit);
  };
  targets.forEach(visit);

  const main = mostCovering(frontier, partial);
  const fetch = frontier
    .filter(({ digests }) => main !== null && !digests.includes(main))
    // Without a name it can be no build's target.
    .filter(({ node }) => node.inputs.stage.name !== null)
    .map(({ node, digests }) => ({ node, digest: digests[0] as string }));
  return { main, fetch };
}

function existing(names: CacheNames | null, digests: NameDigests): string[] {
  if (!names) return [];
  const found = [names.own, names.shared].map((name) => digests.get(name) ?? null);
  return [...new Set(found.filter((digest) => digest !== null))];
}

function firstExisting(generations: readonly CacheNames[], digests: NameDigests): string[] {
  for (const names of generations) {
    const found = existing(names, digests);
    if (found.length > 0) return found;
  }
  return [];
}

/** The manifest that covers most of the frontier, then most older stages, then most of this project's own names. */
function mostCovering(frontier: readonly Found[], partial: readonly Found[]): string | null {
  const scores = new Map<string, number>();
  const count = ({ digests }: Found, weight: number): void =>
    digests.forEach((digest, at) => {
      scores.set(digest, (scores.get(digest) ?? 0) + weight + (at === 0 ? 1 : 0));
    });
  frontier.forEach((found) => count(found, 1e6));
  partial.forEach((found) => count(found, 1e3));
  const best = [...scores].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0];
  return best?.[0] ?? null;
}
