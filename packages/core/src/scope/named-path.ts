import { compileWildcard, hasWildcard } from '../ignore/compile-wildcard';
import type { Read } from '../dockerfile/stage-graph-model';
import { compilePattern, type PathTest } from '../ignore/compile-pattern';

/** A path or wildcard by which a Dockerfile asks for a part of its context. Paths count from the context. */
export interface NamedPath {
  readonly segments: readonly string[];
  /** Whether it names a path itself, rather than a folder above it. */
  readonly matches: PathTest;
  /** How many of the first segments are no wildcards. */
  readonly literal: number;
  /** Whether it matches at any depth, as `**` does with `--parents`. */
  readonly anyDepth: boolean;
}

/**
 * What COPY, ADD and bind mounts name of the main context. All of the context names nothing, and so does a
 * wildcard for all of it; `tools/*` names `tools`.
 */
export function namePaths(reads: readonly Read[]): NamedPath[] {
  const known = new Map<string, NamedPath>();
  for (const { from, paths, parents, required } of reads) {
    if (from.kind !== 'context' || from.name !== null) continue;
    for (const path of paths) {
      const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
      while (/^\*+$/.test(segments.at(-1) ?? '')) segments.pop();
      if (segments.length === 0) continue;
      const text = segments.join('/');
      const key = `${parents} ${required} ${text}`;
      if (!known.has(key)) known.set(key, compileNamed(text, { segments, parents, required }));
    }
  }
  return [...known.values()];
}

function compileNamed(
  text: string,
  { segments, parents, required }: Pick<Read, 'parents' | 'required'> & Pick<NamedPath, 'segments'>,
): NamedPath {
  const isWild = required && hasWildcard(text);
  const literal = isWild ? segments.findIndex(hasWildcard) : segments.length;
  const compile = parents ? compilePattern : compileWildcard;
  return {
    segments,
    matches: isWild ? compile(text) : (path) => path === text,
    literal,
    anyDepth: parents && text.includes('**'),
  };
}

/** Whether a path is one that is named, or lies below one. */
export function isAtOrBelow({ matches }: NamedPath, path: string): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (matches(path.slice(0, end))) return true;
  }
  return false;
}

/** Whether something below a folder may be named. */
export function mayReachBelow({ segments, literal, anyDepth }: NamedPath, folder: string): boolean {
  if (folder === '') return true;
  const names = folder.split('/');
  if (!anyDepth && names.length >= segments.length) return false;
  return names.slice(0, literal).every((name, at) => name === segments[at]);
}
