import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Tree } from '@docker-stage-build/core';
import { readBlobs } from '../git/read-blobs';
import { ROOT_MANIFESTS } from './package-manager';
import type { IdentifiedTree } from './remember';

export interface TreesToRead {
  /** Absolute path of the workspace root. */
  readonly root: string;
  /** The working tree. */
  readonly head: Tree;
  /** Commits. */
  readonly older: readonly Tree[];
  /** Folders of all projects. */
  readonly folders: readonly string[];
}

/** Reads from every tree what manifests are made from, head first. A text that several trees have is read once. */
export async function readManifestTrees({
  root,
  head,
  older,
  folders,
}: TreesToRead): Promise<IdentifiedTree[]> {
  const paths = [...ROOT_MANIFESTS, ...folders.map((folder) => posix.join(folder, 'package.json'))];
  const texts = new Map<string, string>();
  await Promise.all(
    hashesOf(head, paths).map(async ([path, hash]) => {
      const text = await readFile(join(root, path), 'utf8').catch(() => null);
      if (text !== null) texts.set(hash, text);
    }),
  );
  const missing = older
    .flatMap((tree) => hashesOf(tree, paths).map(([, hash]) => hash))
    .filter((hash) => !texts.has(hash));
  for (const [hash, blob] of await readBlobs(root, missing)) texts.set(hash, blob.toString());
  return [head, ...older].map((tree) => toManifestTree(tree, texts));
}

function hashesOf(tree: Tree, paths: readonly string[]): [string, string][] {
  return [...new Set(paths)].flatMap((path) => {
    const entry = tree.get(path);
    return entry ? [[path, entry.hash]] : [];
  });
}

function toManifestTree(tree: Tree, texts: ReadonlyMap<string, string>): IdentifiedTree {
  const listed = new Map<string, readonly string[]>();
  return {
    idOf: (path) => tree.get(path)?.hash ?? '',
    textOf: (path) => texts.get(tree.get(path)?.hash ?? '') ?? null,
    tracked: (path) => {
      let files = listed.get(path);
      if (!files) listed.set(path, (files = listTracked(tree, path)));
      return files;
    },
  };
}

function listTracked(tree: Tree, path: string): string[] {
  const entry = tree.get(path);
  if (entry) return entry.untracked ? [] : [path];
  return [...tree].flatMap(([file, { untracked }]) =>
    file.startsWith(`${path}/`) && !untracked ? [file] : [],
  );
}
