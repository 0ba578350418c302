import { execFile } from 'node:child_process';
import { StageBuildError } from '@docker-stage-build/core';

/** A big monorepo lists hundreds of thousands of paths. */
const MAX_BUFFER = 1 << 30;

/**
 * Runs git and returns its standard output.
 * @throws StageBuildError GIT_FAILED with what git said
 */
export async function runGit(cwd: string, args: readonly string[]): Promise<string> {
  return (await runGitOn(cwd, { args })).toString();
}

export interface GitCall {
  readonly args: readonly string[];
  /** Its standard input; nothing when absent. */
  readonly input?: string;
}

/**
 * Like {@link runGit}, for what is not text or has something to read. Node's own function is used: a plan starts ten of these
 * processes, and a library around it takes longer than all that git says.
 */
export function runGitOn(cwd: string, { args, input = '' }: GitCall): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd,
      env: { ...process.env, ...SETTINGS },
      maxBuffer: MAX_BUFFER,
      encoding: 'buffer',
    } as const;
    const child = execFile('git', args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const said = stderr.toString().trim().split('\n')[0];
      const message = `git ${args[0]} failed: ${said || error.message}`;
      reject(new StageBuildError('GIT_FAILED', message));
    });
    // A git that ends without reading is told by its exit code.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** Another git's lock or a credential prompt must not hold up a plan. */
const SETTINGS = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };

/** Like {@link runGit}, but a git that fails (no repository, no such commit) answers `null`. */
export async function tryGit(cwd: string, args: readonly string[]): Promise<string | null> {
  try {
    return await runGit(cwd, args);
  } catch (error) {
    if (error instanceof StageBuildError) return null;
    throw error;
  }
}

/** Splits what git prints with `-z`. */
export function splitNul(text: string): string[] {
  const parts = text.split('\0');
  // One stands at the end.
  if (parts.at(-1) === '') parts.pop();
  return parts;
}
