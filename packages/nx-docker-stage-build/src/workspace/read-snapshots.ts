import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import {
  compileIgnoreRules,
  ignoreFilesOf,
  type ImageRequest,
  type Snapshot,
} from '@docker-stage-build/core';
import { readBlobs } from '../git/read-blobs';
import { readCommitTree } from '../git/read-commit-tree';
import { readWorkingTree } from '../git/read-working-tree';

/** Reads the working tree as far as the images can see it. */
export async function readWorkingSnapshot(
  root: string,
  requests: readonly ImageRequest[],
): Promise<Snapshot> {
  const texts = new Map<string, string>();
  await Promise.all(
    textsOf(requests).map(async (path) => {
      const text = await readFile(join(root, path), 'utf8').catch(() => null);
      if (text !== null) texts.set(path, text);
    }),
  );
  const textOf = (path: string) => texts.get(path) ?? null;
  const tree = await readWorkingTree(root, { passesOver: whatNoneReads(requests, textOf) });
  return { tree, textOf };
}

/** Reads a commit, without a checkout. */
export async function readCommitSnapshot(
  root: string,
  { commit, requests }: { readonly commit: string; readonly requests: readonly ImageRequest[] },
): Promise<Snapshot> {
  const objectOf = (path: string) => `${commit}:./${path}`;
  const [tree, blobs] = await Promise.all([
    readCommitTree(root, commit),
    readBlobs(root, textsOf(requests).map(objectOf)),
  ]);
  return { tree, textOf: (path) => blobs.get(objectOf(path))?.toString() ?? null };
}

/** Dockerfiles and all the places where their ignore files may be. */
function textsOf(requests: readonly ImageRequest[]): string[] {
  const paths = requests.flatMap((request) => [
    request.dockerfile,
    ...ignoreFilesOf(request),
    ...Object.values(request.contexts).map((folder) => posix.join(folder, '.dockerignore')),
  ]);
  return [...new Set(paths)].filter((path) => !path.includes(':'));
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
      ...Object.values(request.contexts).map((value) => {
        const folder = posix.normalize(value);
        return { folder, text: textOf(posix.join(folder, '.dockerignore')) ?? '' };
      }),
    ];
  });
  const distinct = new Map(
    contexts.map((context) => [`${context.folder}\0${context.text}`, context]),
  );
  const rules = [...distinct.values()].map(({ folder, text }) => ({
    folder: folder === '.' ? '' : folder,
    rules: compileIgnoreRules(text),
  }));
  return (path) =>
    rules.every(({ folder, rules: { prunes } }) => {
      if (folder === '' || path === folder) return path !== folder && prunes(path);
      // A folder above a context has to be walked to get there.
      if (folder.startsWith(`${path}/`)) return false;
      return !path.startsWith(`${folder}/`) || prunes(path.slice(folder.length + 1));
    });
}
