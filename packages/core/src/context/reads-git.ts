import { compileWildcard, hasWildcard } from '../ignore/compile-wildcard';
import { isSent, type ContextIndex } from './context-index';
import { readSource } from './copy-source';
import type { Question } from './find-files';

const GIT = '.git';

/**
 * Whether a source may take what git keeps of its own in the workspace root. No tree has it: it changes with every command of
 * git's, and no commit can tell what it was.
 */
export function readsGit(index: ContextIndex, question: Question): boolean {
  if (index.folder !== '') return false;
  const mayTake = question.paths.some((path) => {
    const { from, excludes } = readSource(path, question);
    return mayBeGit(from.split('/', 1)[0] as string) && !excludes?.ignores(GIT);
  });
  return mayTake && isSent(index, `${GIT}/HEAD`);
}

function mayBeGit(name: string): boolean {
  return name === '' || name === GIT || (hasWildcard(name) && compileWildcard(name)(GIT));
}

/** Whether a path is git's own folder, or in it. */
export function isGit(path: string): boolean {
  return /^(\.?\/)*\.git(\/|$)/.test(path);
}
