import { StageBuildError, messageOf } from '@docker-stage-build/core';

/** A big monorepo lists hundreds of thousands of paths. */
const MAX_BUFFER = 1 << 30;

/**
 * Runs git and returns its standard output.
 * @throws StageBuildError GIT_FAILED with what git said
 */
export async function runGit(cwd: string, args: readonly string[]): Promise<string> {
  const { execa } = await import('execa');
  try {
    const { stdout } = await execa('git', ['-c', 'core.quotePath=false', ...args], {
      cwd,
      maxBuffer: MAX_BUFFER,
      stripFinalNewline: false,
      // Another git's lock or a credential prompt must not hold up a plan.
      env: { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    });
    return stdout;
  } catch (error) {
    throw new StageBuildError('GIT_FAILED', `git ${args[0]} failed: ${sayShortly(error)}`, {
      cause: error,
    });
  }
}

/** Like {@link runGit}, but a git that fails (no repository, no such commit) answers `null`. */
export async function tryGit(cwd: string, args: readonly string[]): Promise<string | null> {
  try {
    return await runGit(cwd, args);
  } catch {
    return null;
  }
}

/** Splits what git prints with `-z`. */
export function splitNul(text: string): string[] {
  return text.split('\0').filter((part) => part !== '');
}

function sayShortly(error: unknown): string {
  const stderr = (error as { stderr?: string }).stderr?.trim();
  return stderr ? (stderr.split('\n')[0] as string) : messageOf(error);
}
