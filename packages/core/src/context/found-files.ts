import { createHash } from 'node:crypto';
import type { TreeEntry } from '../tree/tree';
import { toTreePath, type ContextIndex } from './context-index';

/** Path from the workspace root → type and content hash, in order. */
export type Files = ReadonlyMap<string, string>;

/** The files of a context that one instruction reads. All that ask the same share it. */
export interface FoundFiles {
  /** In parts that other answers may share. No path is in two of them. */
  readonly parts: readonly Files[];
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

/** Files of a context between which no other part has any. */
export interface Part {
  readonly files: Files;
  /** What is hashed of them. */
  readonly lines: string;
  readonly tracked: boolean;
}

/** What is sent at paths of the context, which are sorted. */
export function makePart(
  index: ContextIndex,
  paths: readonly string[],
  entryOf = (path: string) => index.tree.get(toTreePath(index, path)),
): Part {
  const files = new Map<string, string>();
  const lines: string[] = [];
  let tracked = true;
  for (const path of paths) {
    const entry = entryOf(path) as TreeEntry;
    const content = `${entry.type} ${entry.hash}`;
    files.set(toTreePath(index, path), content);
    lines.push(`${content} ${path}\0`);
    tracked &&= !entry.untracked;
  }
  return { files, lines: lines.join(''), tracked };
}

export type Problems = Pick<FoundFiles, 'missing' | 'loops' | 'unknown' | 'linked'>;

/** Puts parts together, which are in order. */
export function joinParts(
  parts: readonly Part[],
  { missing, loops, unknown, linked }: Problems,
): FoundFiles {
  const hash = createHash('sha256');
  const all: Files[] = [];
  let tracked = true;
  for (const part of parts) {
    hash.update(part.lines);
    all.push(part.files);
    tracked &&= part.tracked;
  }
  return {
    parts: all,
    digest: hash.digest('hex'),
    tracked,
    missing,
    loops,
    unknown,
    linked,
  };
}

const joined = new WeakMap<FoundFiles['parts'], Files>();

/** All of the files in one map. Only what differs between trees is looked at as a whole. */
export function joinFiles({ parts }: Pick<FoundFiles, 'parts'>): Files {
  const [first = new Map<string, string>(), ...others] = parts;
  if (others.length === 0) return first;
  let files = joined.get(parts);
  if (!files) joined.set(parts, (files = new Map(parts.flatMap((part) => [...part]))));
  return files;
}
