import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Read } from '../dockerfile/stage-graph-model';
import { compilePattern } from '../ignore/compile-pattern';
import { compileRules } from '../ignore/ignore-rules';
import { parseExclude } from '../ignore/parse-ignore-file';
import type { TreeEntry } from '../tree/tree';
import { pathsUnder, type ContextIndex } from './context-index';
import { compileWildcard, hasWildcard } from './match-wildcard';
import { resolveLinks } from './resolve-links';

/** The files of a context that one instruction reads. */
export interface FoundFiles {
  /** Relative to the context, sorted. */
  readonly paths: readonly string[];
  /** Hash over paths, types and contents. */
  readonly digest: string;
  /** Paths that must be there and are not. */
  readonly missing: readonly string[];
  /** Paths whose symbolic links run in a circle. */
  readonly loops: readonly string[];
  /** Whether git tracks all of them. */
  readonly tracked: boolean;
}

type Question = Pick<Read, 'paths' | 'exclude' | 'parents' | 'required'>;

/** Many stages of many images ask the same of the same context. */
const answers = new WeakMap<ContextIndex, Map<string, FoundFiles>>();

/** Finds what COPY, ADD or a bind mount reads from a context. */
export function findFiles(index: ContextIndex, question: Question): FoundFiles {
  let known = answers.get(index);
  if (!known) answers.set(index, (known = new Map()));
  const key = JSON.stringify([
    question.paths,
    question.exclude,
    question.parents,
    question.required,
  ]);
  let found = known.get(key);
  if (!found) known.set(key, (found = search(index, question)));
  return found;
}

function search(index: ContextIndex, question: Question): FoundFiles {
  const paths = new Set<string>();
  const missing: string[] = [];
  const loops: string[] = [];
  for (const source of question.paths) {
    const matches = expandSource(index, normalize(source), question);
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
      const files = filesAt(index, resolved.path);
      if (question.required && files.length === 0 && !index.isFolder(resolved.path))
        missing.push(source);
      resolved.links.forEach((link) => paths.add(link));
      const excludes = compileExcludes(question, resolved.path);
      for (const path of files) if (!excludes(path)) paths.add(path);
    }
  }
  const sorted = [...paths].sort();
  const entries = sorted.map((path) => index.entries.get(path) as TreeEntry);
  return {
    paths: sorted,
    digest: hashEntries(sorted, entries),
    missing,
    loops,
    tracked: entries.every(({ untracked }) => !untracked),
  };
}

/** `./a//b/` and `/a/b` are `a/b`; the context itself is the empty path. */
function normalize(source: string): string {
  const segments = source.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.join('/');
}

/** The entry that a path names, or what the folder holds. */
function filesAt(index: ContextIndex, path: string): readonly string[] {
  return index.entries.has(path) ? [path] : pathsUnder(index, path);
}

/**
 * The paths that a source stands for: itself, or all that its wildcard matches, which may be none. `null` for a
 * wildcard in what is not there.
 */
function expandSource(
  index: ContextIndex,
  source: string,
  { parents, required }: Question,
): readonly string[] | null {
  if (!hasWildcard(source)) return [source];
  const segments = source.split('/');
  // With `--parents` a wildcard is one of an ignore file, which follows no links.
  const at = parents ? 0 : segments.findIndex(hasWildcard);
  const literal = segments.slice(0, at).join('/');
  const folder = resolveLinks(index, literal)?.path;
  // The caller finds the circle in the path itself.
  if (folder === undefined) return [literal];
  if (required && !index.entries.has(folder) && !index.isFolder(folder)) return null;
  const wildcard = segments.slice(at).join('/');
  const matches = matchBelow(index, { folder, wildcard, parents });
  return matches.map((match) => posix.join(literal, match));
}

/** Files and folders below a folder that a wildcard matches, from there. */
function matchBelow(
  index: ContextIndex,
  {
    folder,
    wildcard,
    parents,
  }: { readonly folder: string; readonly wildcard: string; readonly parents: boolean },
): string[] {
  const from = folder === '' ? 0 : folder.length + 1;
  const matches = parents ? compilePattern(wildcard) : compileWildcard(wildcard);
  const anyDepth = parents && wildcard.includes('**');
  const wanted = wildcard.split('/').length;
  const found = new Set<string>();
  for (const path of pathsUnder(index, folder)) {
    const names = path.slice(from).split('/');
    const depths = anyDepth ? names.map((_, at) => at + 1) : [wanted];
    for (const depth of depths) {
      if (names.length < depth) continue;
      const cut = names.slice(0, depth).join('/');
      if (!found.has(cut) && matches(cut)) found.add(cut);
    }
  }
  return [...found];
}

/**
 * `--exclude` patterns count from the folder that is copied; a source that is a file is copied whatever they
 * say. With `--parents` they count from the source's `/./`, which a read does not carry, so nothing is left out: a file too
 * many is a miss at worst, one too few a wrong hit.
 */
function compileExcludes(
  { exclude, parents }: Pick<Question, 'exclude' | 'parents'>,
  source: string,
): (path: string) => boolean {
  if (exclude.length === 0 || parents) return () => false;
  const { ignores } = compileRules(exclude.map(parseExclude));
  const prefix = source === '' ? '' : `${source}/`;
  return (path) => path.startsWith(prefix) && ignores(path.slice(prefix.length));
}

function hashEntries(paths: readonly string[], entries: readonly TreeEntry[]): string {
  const hash = createHash('sha256');
  paths.forEach((path, at) => {
    const { type, hash: content } = entries[at] as TreeEntry;
    hash.update(`${type} ${content} ${path}\0`);
  });
  return hash.digest('hex');
}
