import { runGitOn } from './run-git';

/**
 * Reads blobs by hash in one `git cat-file --batch`. Absent ones have no entry. A path would be no name to ask by: it may
 * have a line end in it, and git knows `--batch -z` only since 2.38.
 */
export async function readBlobs(
  root: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const wanted = [...new Set(hashes)];
  if (wanted.length === 0) return new Map();
  const args = ['cat-file', '--batch'];
  const output = await runGitOn(root, { args, input: `${wanted.join('\n')}\n` });
  return splitBatch(output, wanted);
}

/** Each answer is `<hash> SP <type> SP <size> LF <content> LF`, or `<hash> SP missing LF`, in the order asked. */
function splitBatch(output: Buffer, hashes: readonly string[]): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  let at = 0;
  for (const hash of hashes) {
    const end = output.indexOf(0x0a, at);
    const size = / blob (\d+)$/.exec(output.toString('utf8', at, end))?.[1];
    at = end + 1;
    if (size === undefined) continue;
    blobs.set(hash, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}
