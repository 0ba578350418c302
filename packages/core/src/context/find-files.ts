import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Read } from '../dockerfile/stage-graph-model';
import { compileRules } from '../ignore/ignore-rules';
import { parseExclude } from '../ignore/parse-ignore-file';
import type { TreeEntry } from '../tree/tree';
import {
  entryAt,
  isFolder,
  pathsUnder,
  toTreePath,
  unknownSubmodule,
  type ContextIndex,
} from './context-index';
import { expandSource, normalizeSource, splitSource } from './expand-source';
import { resolveLinks } from './resolve-links';
import { holdsStill } from './holds-still';

/** The files of a context that one instruction reads. */
export interface FoundFiles {
  /** Path from the workspace root → type and content hash, in order. All that ask the same share it. */
  readonly files: ReadonlyMap<string, string>;
  /** Hash over paths in the context, types and contents. */
  readonly digest: string;
  /** Paths that must be there and are not. */
  readonly missing: readonly string[];
  /** Paths whose symbolic links run in a circle. */
  readonly loops: readonly string[];
  /** Paths that must be there, in submodules whose files are not known. */
  readonly unknown: readonly string[];
  /** Whether git tracks all of them. */
  readonly tracked: boolean;
  /** Whether symbolic links lead to some of them. */
  readonly linked: boolean;
}

export type Question = Pick<Read, 'paths' | 'exclude' | 'parents' | 'required'>;

/** Many stages of many images ask the same of the same context. */
const answers = new WeakMap<ContextIndex, Map<string, FoundFiles>>();
const keys = new WeakMap<Question, string>();

/** Finds what COPY, ADD or a bind mount reads from a context. */
export function findFiles(index: ContextIndex, question: Question): FoundFiles {
  let known = answers.get(index);
  if (!known) answers.set(index, (known = new Map()));
  const key = keyOf(question);
  let found = known.get(key);
  if (!found) known.set(key, (found = takeOver(index, question) ?? search(index, question)));
  return found;
}

function keyOf(question: Question): string {
  let key = keys.get(question);
  if (key === undefined) {
    const { paths, exclude, parents, required } = question;
    keys.set(question, (key = JSON.stringify([paths, exclude, parents, required])));
  }
  return key;
}

/** The answer of a tree that is the same as far as this question looks. */
function takeOver({ like, folder }: ContextIndex, question: Question): FoundFiles | null {
  if (!like) return null;
  const found = findFiles(like.index, question);
  if (found.linked || found.loops.length > 0) return like.changes.length === 0 ? found : null;
  const still = question.paths.every((source) =>
    holdsStill(normalizeSource(source), { ...question, folder, changes: like.changes }),
  );
  return still ? found : null;
}

function search(index: ContextIndex, question: Question): FoundFiles {
  const entries = new Map<string, TreeEntry>();
  const missing: string[] = [];
  const loops: string[] = [];
  const unknown: string[] = [];
  let linked = false;
  const add = (path: string, entry = entryAt(index, path)) => entry && entries.set(path, entry);
  for (const source of question.paths) {
    const normal = normalizeSource(source);
    const { literal, wildcard } = splitSource(normal, question);
    linked ||= wildcard !== '' && resolveLinks(index, literal)?.links.length !== 0;
    const matches = expandSource(index, normal, question);
    if (matches === null) {
      missing.push(source);
      continue;
    }
    for (const match of matches) {
      const resolved = resolveLinks(index, match);
      if (!resolved) {
        loops.push(source);
        continue;
      }
      linked ||= resolved.links.length > 0;
      resolved.links.forEach((link) => add(link));
      const submodule = unknownSubmodule(index, resolved.path);
      if (submodule !== null) {
        if (question.required && wildcard === '') unknown.push(source);
        add(posix.relative(index.folder, submodule), index.tree.get(submodule));
        continue;
      }
      const files = filesAt(index, resolved.path);
      if (question.required && files.length === 0 && !isFolder(index, resolved.path))
        missing.push(source);
      const excludes = compileExcludes(question, resolved.path);
      for (const path of files) if (!excludes(path, entryAt(index, path)?.type)) add(path);
    }
  }
  const sorted = [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    files: new Map(
      sorted.map(([path, { type, hash }]) => [toTreePath(index, path), `${type} ${hash}`]),
    ),
    digest: hashEntries(sorted),
    missing,
    loops,
    unknown,
    tracked: sorted.every(([, { untracked }]) => !untracked),
    linked,
  };
}

/** The entry that a path names, or what the folder holds. */
function filesAt(index: ContextIndex, path: string): readonly string[] {
  return entryAt(index, path) ? [path] : pathsUnder(index, path);
}

/**
 * `--exclude` patterns count from the folder that is copied; a source that is a file is copied whatever they
 * say. With `--parents` they count from the source's `/./`, which a read does not carry, so nothing is left out: a file too
 * many is a miss at worst, one too few a wrong hit.
 */
function compileExcludes(
  { exclude, parents }: Pick<Question, 'exclude' | 'parents'>,
  source: string,
): (path: string, type?: TreeEntry['type']) => boolean {
  if (exclude.length === 0 || parents) return () => false;
  const { ignores, prunes } = compileRules(exclude.map(parseExclude));
  const prefix = source === '' ? '' : `${source}/`;
  return (path, type) => {
    const leavesOut = type === 'submodule' ? prunes : ignores;
    return path.startsWith(prefix) && leavesOut(path.slice(prefix.length));
  };
}

function hashEntries(entries: readonly (readonly [string, TreeEntry])[]): string {
  const lines = entries.map(([path, { type, hash }]) => `${type} ${hash} ${path}\0`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}
