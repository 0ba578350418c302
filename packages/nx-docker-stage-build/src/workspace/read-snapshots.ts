import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import {
  compileIgnoreRules,
  folderOfContext,
  StageBuildError,
  ignoreFilesOf,
  type IgnoreRules,
  type ImageRequest,
  type Snapshot,
  type Tree,
} from '@docker-stage-build/core';
import { addLinks, hashesOfLinks, listCommit } from '../git/list-commit';
import { readBlobs } from '../git/read-blobs';
import { readWorkingTree } from '../git/read-working-tree';
import type { Repository } from '../git/repository';

/** Reads Dockerfiles and ignore files as they are on disk. */
export function readTexts(root: string, requests: readonly ImageRequest[]): Snapshot['textOf'] {
  const texts = new Map(textsOf(requests).map((path) => [path, readText(join(root, path))]));
  return (path) => texts.get(path) ?? null;
}

/** Reads the working tree as far as the images can see it. */
export async function readWorkingSnapshot(
  repository: Repository,
  { requests, textOf }: { readonly requests: readonly ImageRequest[] } & Pick<Snapshot, 'textOf'>,
): Promise<Snapshot> {
  const passesOver = whatNoneReads(requests, textOf);
  return { tree: await readWorkingTree(repository, { passesOver }), textOf };
}

/** Most places have no ignore file: looking costs less than an error. */
function readText(path: string): string | null {
  if (!existsSync(path)) return null;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

export interface CommitsToRead {
  readonly commits: readonly string[];
  readonly requests: readonly ImageRequest[];
  /** The working tree: texts that it has as well are not read again. */
  readonly head: Promise<Snapshot>;
}

/** Reads commits, without a checkout. What has the same hash in several is read once. */
export async function readCommitSnapshots(
  repository: Repository,
  { commits, requests, head }: CommitsToRead,
): Promise<Snapshot[]> {
  const listings = await Promise.all(commits.map((commit) => listCommit(repository, commit)));
  const { tree, textOf } = await head;
  const texts = textsOf(requests);
  const isHeads = (hash: string, path: string): boolean => hash === hashOfText(tree, path);
  const wanted = listings.flatMap((listing) => [
    ...hashesOfLinks(listing),
    ...texts.flatMap((path) => {
      const hash = hashOfText(listing, path);
      return hash === null || isHeads(hash, path) ? [] : [hash];
    }),
  ]);
  const blobs = await readBlobs(repository.root, wanted);
  return listings.map((listing) => ({
    tree: addLinks(listing, blobs),
    textOf: (path) => {
      const hash = hashOfText(listing, path);
      if (hash === null) return null;
      return isHeads(hash, path) ? textOf(path) : (blobs.get(hash)?.toString() ?? null);
    },
  }));
}

/** A link's blob is not the text that it leads to. */
function hashOfText(listing: Tree, path: string): string | null {
  const entry = listing.get(path);
  return entry && /^(file|executable)$/.test(entry.type) ? entry.hash : null;
}

/** Dockerfiles and all the places where their ignore files may be. */
function textsOf(requests: readonly ImageRequest[]): string[] {
  const paths = requests.flatMap((request) => [
    request.dockerfile,
    ...ignoreFilesOf(request),
    ...foldersOf(request).map((folder) => posix.join(folder, '.dockerignore')),
  ]);
  return [...new Set(paths)];
}

/** Folders that are named contexts. */
function foldersOf({ contexts }: ImageRequest): string[] {
  return Object.values(contexts)
    .map(folderOfContext)
    .filter((folder) => folder !== null);
}

/** A folder that is outside of every context, or left out by the rules of each that it is in. */
function whatNoneReads(
  requests: readonly ImageRequest[],
  textOf: Snapshot['textOf'],
): (folder: string) => boolean {
  const contexts = requests.flatMap((request) => {
    const text =
      ignoreFilesOf(request)
        .map(textOf)
        .find((found) => found !== null) ?? '';
    return [
      { folder: request.context, text },
      ...foldersOf(request).map((folder) => ({
        folder,
        text: textOf(posix.join(folder, '.dockerignore')) ?? '',
      })),
    ];
  });
  const distinct = new Map(
    contexts.map((context) => [`${context.folder}\0${context.text}`, context]),
  );
  const rules = [...distinct.values()].map(({ folder, text }) => ({
    folder,
    rules: compileOrNone(text),
  }));
  return (path) =>
    rules.every(({ folder, rules: { prunes } }) => {
      if (folder === '' || path === folder) return path !== folder && prunes(path);
      // A folder above a context has to be walked to get there.
      if (folder.startsWith(`${path}/`)) return false;
      return !path.startsWith(`${folder}/`) || prunes(path.slice(folder.length + 1));
    });
}

/** Rules that are malformed pass over nothing here. They are refused where their image is read, with their place. */
function compileOrNone(text: string): IgnoreRules {
  try {
    return compileIgnoreRules(text);
  } catch (error) {
    if (error instanceof StageBuildError) return compileIgnoreRules('');
    throw error;
  }
}
