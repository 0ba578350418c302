import { StageBuildError } from '@docker-stage-build/core';

/** A big monorepo lists hundreds of thousands of paths. */
const MAX_BUFFER = 1 << 30;

/**
 * Runs git and returns its standard output.
 * @throws StageBuildError GIT_FAILED with what git said
 */
export async function runGit(cwd: string, args: readonly string[]): Promise<string> {
  const { execa } = await import('execa');
  const { stdout, stderr, failed, shortMessage } = await execa('git', args, {
    cwd,
    maxBuffer: MAX_BUFFER,
    stripFinalNewline: false,
    reject: false,
    // Another git's lock or a credential prompt must not hold up a plan.
    env: { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
  });
  if (!failed) return stdout;
  const said = stderr?.trim().split('\n')[0];
  throw new StageBuildError('GIT_FAILED', `git ${args[0]} failed: ${said || shortMessage}`);
}

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
