import type { ContextIndex } from '../context/context-index';
import { findFiles } from '../context/find-files';
import type { FoundFiles } from '../context/found-files';
import { hasWildcard } from '../ignore/compile-wildcard';
import type { Read } from '../dockerfile/stage-graph-model';
import type { OutsideFacts } from '../fingerprint/stage-inputs';
import type { ContextScope } from './context-scope';

/** A context as its ignore rules have it, and what of it is in scope. */
export interface ScopedContext {
  readonly whole: ContextIndex;
  readonly index: ContextIndex;
  readonly scope: ContextScope;
}

export interface OutsideSource {
  readonly path: string;
  readonly outside: OutsideFacts;
}

/**
 * Finds sources of which the context holds something and the scope nothing. A folder that only holds projects is none: those
 * that are in scope come with it, be it none at all.
 */
export function findOutside(read: Read, context: ScopedContext): OutsideSource[] {
  // What one path alone stands for is known from the read itself.
  if (read.paths.length === 1) return findOne(read, context);
  // Most lists are of files that all are in scope.
  if (findFiles(context.index, read) === findFiles(context.whole, read)) return [];
  return read.paths.flatMap((path) => findOne({ ...read, paths: [path] }, context));
}

function findOne(read: Read, { whole, index, scope }: ScopedContext): OutsideSource[] {
  const path = read.paths[0] as string;
  const prefix = whole.folder === '' ? '' : `${whole.folder}/`;
  const found = findFiles(index, read);
  for (const file of filesOf(found)) if (scope.reasonOf(file) !== 'manifest') return [];
  const all = [...filesOf(findFiles(whole, read))];
  if (all.length === [...filesOf(found)].length) return [];
  const folder = path.replace(/(\/?\*+)+$/, '');
  if (!hasWildcard(folder) && scope.standingOf(`${prefix}${folder}/.`) === 'shared') return [];
  // A submodule whose files are not known is left out as the folder that it is.
  const left = all.find((file) => scope.reasonOf(file) === null) ?? `${all[0]}/.`;
  const owner = scope.request.map.ownerOf(left);
  return [{ path, outside: { inWorkspace: prefix + path, owner } }];
}

/** What is read, without the links that lead there, from the workspace root. */
function* filesOf({ parts }: FoundFiles): Generator<string, void> {
  for (const part of parts)
    for (const [path, content] of part) if (!content.startsWith('symlink ')) yield path;
}
