import { loadExeca } from './load-execa';

export interface TextOptions {
  /** The whole environment of the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}

/** How a short process ended, whatever its exit code. */
export interface TextResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code 0. */
  readonly ok: boolean;
  /** There is no such program on the PATH. */
  readonly missing: boolean;
}

/** Runs a short process to its end and keeps what it wrote. */
export async function runText(
  file: string,
  args: readonly string[],
  { env, signal }: TextOptions,
): Promise<TextResult> {
  const { execa } = await loadExeca();
  const result = await execa(file, args, {
    env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    cancelSignal: signal,
  });
  return {
    stdout: result.stdout,
    stderr: result.stderr,
    ok: !result.failed,
    // The second where an entry of the PATH is a file.
    missing: result.code === 'ENOENT' || result.code === 'ENOTDIR',
  };
}
