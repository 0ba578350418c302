import type { Tree } from '@docker-stage-build/core';
import type { Entry } from '../inputs/context';

/** A workspace, and what an image of it is sent. */
export interface ScopeCase {
  readonly name: string;
  readonly entries: readonly Entry[];
  /** Folders of all projects. */
  readonly projects: readonly string[];
  /** Those that the image's project is, or depends on. */
  readonly own: readonly string[];
  /** Folder of the context; the root when absent. */
  readonly folder?: string;
  /** Text of the context's `.dockerignore`. */
  readonly ignore?: string;
  readonly include?: readonly string[];
  /** Instructions of a stage that the target does not need: they only name what they read. */
  readonly names?: readonly string[];
}

/** The target copies the whole context. */
export function makeDockerfile({ names = [] }: ScopeCase): string {
  return ['FROM scratch AS names', ...names, 'FROM scratch', 'COPY . /', ''].join('\n');
}

/** What a folder of a tree holds. */
export function listFolder(tree: Tree, folder: string): { name: string; isFolder: boolean }[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const found = new Map<string, boolean>();
  for (const path of tree.keys()) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...rest] = path.slice(prefix.length).split('/');
    found.set(name, rest.length > 0);
  }
  return [...found].map(([name, isFolder]) => ({ name, isFolder }));
}
