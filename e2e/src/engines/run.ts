import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { BuildJob, BuildResult } from '@docker-stage-build/engines';
import { runBuild } from '@docker-stage-build/engines';

/** Runs a job; `log` is all that it showed. */
export async function build(
  job: BuildJob,
  signal?: AbortSignal,
): Promise<BuildResult & { readonly log: string }> {
  let log = '';
  const result = await runBuild(job, { signal, write: (text) => (log += text) });
  return { ...result, log };
}

/** The RUN instructions that a build executed. */
export function runsOf({ stages }: BuildResult): string[] {
  return stages.flatMap(({ ran }) => ran).filter((name) => name.startsWith('RUN'));
}

/** Standard output of `docker`. */
export function docker(env: BuildJob['env'], ...args: string[]): string {
  return execFileSync('docker', args, { env, encoding: 'utf8' }).trim();
}

/** Command lines of all processes of this machine that hold `text`. */
export function findProcesses(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(readCommandLine)
    .filter((commandLine) => commandLine.includes(text));
}

function readCommandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** The first file of that name in the folders of a PATH. */
export function findOnPath(path: string, name: string): string {
  const file = path
    .split(delimiter)
    .map((dir) => join(dir, name))
    .find(existsSync);
  if (file === undefined) throw new Error(`There is no ${name} on the PATH.`);
  return file;
}
