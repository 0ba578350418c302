import type { Descriptor } from './layout-index';
import type { PruneLimits } from './model';

/** A manifest of a layout, with itself among its blobs. */
export interface KeptManifest {
  readonly digest: string;
  /** Milliseconds since the epoch. */
  readonly usedAt: number;
  readonly blobs: readonly Descriptor[];
}

/** Digests of the manifests that stay: those in use, and the most recently used ones as long as all fit. */
export function chooseKept(
  manifests: readonly KeptManifest[],
  { maxBytes, keepSince }: PruneLimits,
): ReadonlySet<string> {
  const kept = new Set<string>();
  const counted = new Set<string>();
  let bytes = 0;
  let isFull = false;
  for (const { digest, usedAt, blobs } of byLastUse(manifests)) {
    const added = blobs.filter((blob) => !counted.has(blob.digest));
    const total = added.reduce((sum, { size }) => sum + size, bytes);
    isFull ||= total > maxBytes;
    if (isFull && usedAt < keepSince.getTime()) continue;
    bytes = total;
    for (const blob of added) counted.add(blob.digest);
    kept.add(digest);
  }
  return kept;
}

function byLastUse(manifests: readonly KeptManifest[]): readonly KeptManifest[] {
  return [...manifests].sort((a, b) => b.usedAt - a.usedAt);
}
