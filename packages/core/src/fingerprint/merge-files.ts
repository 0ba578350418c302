type Files = ReadonlyMap<string, string>;

/**
 * Puts the files of several reads of one tree together. Where one of them has all the others' it is the result itself:
 * a thousand images that copy the whole workspace share one map.
 */
export function mergeFiles(reads: readonly Files[]): Files {
  const [largest = new Map(), ...others] = reads.toSorted((one, other) => other.size - one.size);
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
