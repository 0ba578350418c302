import { posix } from 'node:path';
import type { Read } from '../dockerfile/stage-graph-model';
import type { TreeEntry } from '../tree/tree';
import {
  entryAt,
  isFolder,
  toTreePath,
  unknownSubmodule,
  type ContextIndex,
} from './context-index';
import { readSource, type CopySource } from './copy-source';
import { expandSource, splitSource } from './expand-source';
import { findAll } from './find-all';
import { joinParts, makePart, type FoundFiles } from './found-files';
import { holdsStill } from './holds-still';
import { isLink, resolveLinks } from './resolve-links';
import { findBrokenLink, isNamed, selectFiles, startOf } from './select-files';

export type Question = Pick<Read, 'paths' | 'exclude' | 'parents' | 'required'>;

/** Many stages of many images ask the same of the same context. */
const answers = new WeakMap<ContextIndex, Map<string, FoundFiles>>();
const keys = new WeakMap<Question, string>();

/** Finds what COPY, ADD or a bind mount reads from a context. Patterns are well-formed: a stage graph has no others. */
export function findFiles(index: ContextIndex, question: Question): FoundFiles {
  let known = answers.get(index);
  if (!known) answers.set(index, (known = new Map()));
  const key = keyOf(question);
  let found = known.get(key);
  if (!found) known.set(key, (found = look(index, question)));
  return found;
}

function look(index: ContextIndex, question: Question): FoundFiles {
  return (
    takeOver(index, question) ??
    (isAll(question) ? findAll(index) : takeWhole(index, question)) ??
    search(index, question)
  );
}

function keyOf(question: Question): string {
  const { paths, exclude, parents, required } = question;
  const [path = ''] = paths;
  // Most are of one path, whose own string is found fastest. It could only be taken for another key if it began as one.
  if (required && !parents && exclude.length === 0 && paths.length === 1 && path[0] !== '[')
    return path;
  let key = keys.get(question);
  if (key === undefined) {
    keys.set(question, (key = JSON.stringify([paths, exclude, parents, required])));
  }
  return key;
}

/** The answer of a tree that is the same as far as this question looks. */
function takeOver(index: ContextIndex, question: Question): FoundFiles | null {
  const { like } = index;
  if (!like) return null;
  const found = findFiles(like.index, question);
  if (like.changes.length === 0) return found;
  if (found.linked || found.loops.length > 0) return null;
  const still = question.paths.every((source) =>
    holdsStill(index, { source: readSource(source, question), like }),
  );
  return still ? found : null;
}

/**
 * The answer of the context without bounds, where these let in all that the question looks at: images of different scopes share it.
 */
function takeWhole(index: ContextIndex, question: Question): FoundFiles | null {
  const { whole } = index;
  if (!whole || !question.paths.every((path) => isWithin(index, readSource(path, question))))
    return null;
  const found = findFiles(whole, question);
  return isPlain(found) ? found : null;
}

/** Whether bounds let in a source that is a plain path, with all that it holds. */
function isWithin(index: ContextIndex, source: CopySource): boolean {
  const { from, selects } = source;
  if (from === '' || selects !== null || splitSource(source).wildcard !== '') return false;
  // Where `..` leads is for links to say.
  if (from.split('/').includes('..')) return false;
  const entry = index.tree.get(toTreePath(index, from));
  return entry ? entryAt(index, from) !== undefined : index.bounds?.reach(from) === 'all';
}

/** Whether all was there, and no link on the way. */
function isPlain({ linked, missing, loops, unknown }: FoundFiles): boolean {
  return !linked && missing.length === 0 && loops.length === 0 && unknown.length === 0;
}

function search(index: ContextIndex, question: Question): FoundFiles {
  const entries = new Map<string, TreeEntry>();
  const missing: string[] = [];
  const loops: string[] = [];
  const unknown: string[] = [];
  const places = { missing, loop: loops, unknown };
  let linked = false;
  for (const path of question.paths) {
    const found = findSource(index, readSource(path, question));
    linked ||= found.linked;
    if (found.problem !== null) places[found.problem].push(path);
    for (const [at, entry] of found.entries) entries.set(at, entry);
  }
  const part = makePart(index, [...entries.keys()].sort(), (path) => entries.get(path));
  return joinParts([part], { missing, loops, unknown, linked });
}

/** Whether all of the context is asked for. */
function isAll({ paths, exclude, parents }: Question): boolean {
  return paths.length === 1 && /^\.?$/.test(paths[0] as string) && !parents && exclude.length === 0;
}

/** What one source reads, links that are passed on the way included. */
interface FoundSource {
  readonly entries: ReadonlyMap<string, TreeEntry>;
  readonly problem: 'missing' | 'loop' | 'unknown' | null;
  readonly linked: boolean;
}

function findSource(index: ContextIndex, source: CopySource): FoundSource {
  const entries = new Map<string, TreeEntry>();
  // What is added is known to be sent.
  const add = (path: string, entry = index.tree.get(toTreePath(index, path))) =>
    entry && entries.set(path, entry);
  const { literal, wildcard } = splitSource(source);
  let linked = wildcard !== '' && resolveLinks(index, literal)?.links.length !== 0;
  const stop = (problem: FoundSource['problem']): FoundSource => ({ entries, problem, linked });
  const matches = expandSource(index, source);
  if (matches === null) return stop('missing');
  let isThere = !source.required || source.literal === null;
  for (const match of matches) {
    const resolved = resolveLinks(index, match);
    if (!resolved) return stop('loop');
    const { path: root, links } = resolved;
    linked ||= links.length > 0;
    links.forEach((link) => add(link));
    const submodule = unknownSubmodule(index, startOf({ root, source }));
    if (submodule !== null) {
      add(posix.relative(index.folder, submodule), index.tree.get(submodule));
      const isPlain = wildcard === '' && (source.selects === null || source.literal !== null);
      if (source.required && isPlain) return stop('unknown');
      continue;
    }
    const isFile = entryAt(index, root) !== undefined;
    if (source.required && !isFile && !isFolder(index, root)) return stop('missing');
    const selected = selectFiles(index, { root, source });
    const { followed, problem } = findBrokenLink(index, { root, source, selected });
    linked ||= followed;
    if (problem !== null) return stop(problem);
    isThere ||= !isLink(index, match) && isNamed(index, { root, source, selected });
    for (const path of selected) add(path);
  }
  return stop(isThere ? null : 'missing');
}
