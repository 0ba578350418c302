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
  if (index.folder !== '' || !isSent(index, `${GIT}/HEAD`)) return false;
  return question.paths.some((path) => {
    const { from, excludes } = readSource(path, question);
    const [first = ''] = from.split('/');
    const mayBeGit =
      first === '' || first === GIT || (hasWildcard(first) && compileWildcard(first)(GIT));
    return mayBeGit && !excludes?.ignores(GIT);
  });
}

/** Whether a path is git's own folder, or in it. */
export function isGit(path: string): boolean {
  return /^(\.?\/)*\.git(\/|$)/.test(path);
}
