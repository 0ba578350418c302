import { createHash } from 'node:crypto';
import type { Read } from '../dockerfile/stage-graph-model';
import { compilePattern } from '../ignore/compile-pattern';
import { compileIgnoreRules } from '../ignore/ignore-rules';
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
    const wanted = normalize(source);
    const matches = hasWildcard(wanted) ? expandWildcard(index, wanted, question) : [wanted];
    for (const match of matches) {
      const resolved = resolveLinks(index, match);
      if (!resolved) {
        loops.push(source);
        continue;
      }
      const files = index.entries.has(resolved.path)
        ? [resolved.path]
        : pathsUnder(index, resolved.path);
      // An empty folder has no entry in a tree, so the context as a whole is always there.
      if (files.length === 0 && question.required && wanted !== '') missing.push(source);
      for (const path of [...resolved.links, ...files]) {
        if (!isExcluded(path, resolved.path, question.exclude)) paths.add(path);
      }
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

/** Files and folders that a wildcard matches. With `--parents` it is written like one of an ignore file. */
function expandWildcard(
  index: ContextIndex,
  wildcard: string,
  { parents }: Pick<Question, 'parents'>,
): string[] {
  const segments = wildcard.split('/');
  const literal = segments.slice(0, segments.findIndex(hasWildcard)).join('/');
  const expression = parents ? compilePattern(wildcard) : compileWildcard(wildcard);
  const anyDepth = parents && wildcard.includes('**');
  const matches = new Set<string>();
  for (const path of pathsUnder(index, literal)) {
    const names = path.split('/');
    const depths = anyDepth ? names.map((_, at) => at + 1) : [segments.length];
    for (const depth of depths) {
      if (names.length < depth) continue;
      const cut = names.slice(0, depth).join('/');
      if (!matches.has(cut) && expression.test(cut)) matches.add(cut);
    }
  }
  return [...matches];
}

/** `--exclude` patterns have the ignore file's syntax; they count from the source that is copied. */
function isExcluded(path: string, source: string, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return false;
  const relative = path.startsWith(`${source}/`) ? path.slice(source.length + 1) : path;
  const rules = compileIgnoreRules(patterns.join('\n'));
  return rules.ignores(relative) || rules.ignores(path.slice(path.lastIndexOf('/') + 1));
}

function hashEntries(paths: readonly string[], entries: readonly TreeEntry[]): string {
  const hash = createHash('sha256');
  paths.forEach((path, at) => {
    const { type, hash: content } = entries[at] as TreeEntry;
    hash.update(`${type} ${content} ${path}\0`);
  });
  return hash.digest('hex');
}
