import { joinFiles, type Files, type FoundFiles } from '../context/found-files';

type Reads = readonly Pick<FoundFiles, 'parts'>[];

/**
 * Puts the files of several reads of one tree together. Where one of them has all the others' it is the result itself:
 * a thousand images that copy the whole workspace share one map.
 */
export function mergeFiles(reads: Reads): Files {
  const [largest = new Map(), ...others] = reads
    .map(joinFiles)
    .sort((one, other) => other.size - one.size);
  let merged: Map<string, string> | null = null;
  for (const files of others) {
    for (const [path, content] of files) {
      if (largest.has(path)) continue;
      merged ??= new Map(largest);
      merged.set(path, content);
    }
  }
  return merged ?? largest;
}

/** How many files several reads of one tree have, each file once. */
export function countFiles(reads: Reads): number {
  const [first, ...others] = new Set(reads);
  if (others.length === 0) return first?.parts.reduce((sum, { size }) => sum + size, 0) ?? 0;
  const paths = new Set<string>();
  for (const { parts } of reads)
    for (const part of parts) for (const path of part.keys()) paths.add(path);
  return paths.size;
}
