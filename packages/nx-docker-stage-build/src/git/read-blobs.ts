import { StageBuildError } from '@docker-stage-build/core';

/** Reads git objects by name (`hash` or `commit:path`) in one `git cat-file --batch`. Absent ones have no entry. */
export async function readBlobs(
  root: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return new Map();
  const { execa } = await import('execa');
  const { stdout, failed, shortMessage } = await execa('git', ['cat-file', '--batch'], {
    cwd: root,
    input: `${wanted.join('\n')}\n`,
    encoding: 'buffer',
    stripFinalNewline: false,
    reject: false,
  });
  if (failed) throw new StageBuildError('GIT_FAILED', `git cat-file failed: ${shortMessage}`);
  return splitBatch(Buffer.from(stdout), wanted);
}

/** Each answer is `<hash> SP <type> SP <size> LF <content> LF`, or `<name> SP missing LF`, in the order asked. */
function splitBatch(output: Buffer, names: readonly string[]): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  let at = 0;
  for (const name of names) {
    const end = output.indexOf(0x0a, at);
    const size = / blob (\d+)$/.exec(output.toString('utf8', at, end))?.[1];
    at = end + 1;
    if (size === undefined) continue;
    blobs.set(name, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}
