import type { Tree } from '@docker-stage-build/core';
import { addLinks, hashesOfLinks, listCommit } from '../git/list-commit';
import { readBlobs } from '../git/read-blobs';
import { readWorkingTree } from '../git/read-working-tree';
import { openRepository } from '../git/repository';

/** Reads trees as a plan does, whole. */
export const readTrees = {
  readCommitTree: async (root: string, commit: string): Promise<Tree> => {
    const listing = await listCommit(openRepository(root), commit);
    return addLinks(listing, await readBlobs(root, hashesOfLinks(listing)));
  },
  readWorkingTree: (
    root: string,
    passesOver: (path: string) => boolean = () => false,
  ): Promise<Tree> => readWorkingTree(openRepository(root), { passesOver }),
};
