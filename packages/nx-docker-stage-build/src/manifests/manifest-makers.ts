import {
  StageBuildError,
  type ImageRequest,
  type Snapshot,
  type Tree,
  type TreeEntry,
} from '@docker-stage-build/core';
import { hashBlob } from '../git/hash-content';
import type { Snapshots } from '../workspace/read-images';
import type { Workspace } from '../workspace/workspace';
import { manifestScopeOf } from './made-contexts';
import { makeManifests, type Manifests } from './make-manifests';
import { readManifestTrees } from './read-manifest-trees';
import { rememberMade, type IdentifiedTree } from './remember';

/** The trees of a run, each with a way to make an image's manifests from it. */
export interface MakingTrees extends Snapshots {
  /** Manifests as the working tree makes them. */
  readonly manifestsOf: (request: ImageRequest, name: string) => Manifests;
}

/** Whether the Dockerfile of an image, in any tree, may read manifests: only then are they worth a look. */
export function mayReadManifests(
  requests: readonly ImageRequest[],
  { head, older }: Snapshots,
): boolean {
  return requests.some(
    ({ dockerfile, serveManifests }) =>
      serveManifests ||
      [head, ...older].some(({ textOf }) => textOf(dockerfile)?.includes('manifests')),
  );
}

/**
 * Lets trees make the manifests of images, where an image may read them. An older tree is read with the project graph
 * of the working tree, as all else of it is; where it cannot make any, they are empty, which no cache was ever made of.
 */
export async function addManifestMakers(
  { head, older }: Snapshots,
  workspace: Workspace,
): Promise<MakingTrees> {
  const folders = workspace.projects.map(({ root }) => (root === '.' ? '' : root));
  const [headTree, ...olderTrees] = await readManifestTrees({
    root: workspace.root,
    head: head.tree,
    older: older.map(({ tree }) => tree),
    folders,
  });
  const remember = rememberMade<Made>();
  const makeFrom = (asked: IdentifiedTree, tree: Tree) => (request: ImageRequest, name: string) =>
    remember(`${request.project} ${name}`, asked, (recorded) => {
      const manifests = makeManifests(recorded, manifestScopeOf(request, name, workspace));
      return { manifests, tree: toTree(manifests, tree) };
    });
  const make = makeFrom(headTree as IdentifiedTree, head.tree);
  const withMaker: Snapshot = { ...head, make: (request, name) => make(request, name).tree };
  return {
    head: withMaker,
    older: older.map((snapshot, at) => {
      const makeOlder = makeFrom(olderTrees[at] as IdentifiedTree, snapshot.tree);
      return {
        ...snapshot,
        like: withMaker,
        make: (request, name) => orEmpty(() => makeOlder(request, name).tree),
      };
    }),
    manifestsOf: (request, name) => make(request, name).manifests,
  };
}

interface Made {
  readonly manifests: Manifests;
  readonly tree: Tree;
}

function toTree({ texts, copied, lockfile }: Manifests, tree: Tree): Tree {
  // Whether a commit tells what they are is as for what they are made from.
  const untracked = ['package.json', lockfile].some((path) => tree.get(path)?.untracked);
  const made = [...texts].map(([path, text]): [string, TreeEntry] => [
    path,
    { type: 'file', hash: hashBlob(Buffer.from(text)), ...(untracked && { untracked }) },
  ]);
  const taken = copied.map((path): [string, TreeEntry] => [path, tree.get(path) as TreeEntry]);
  return new Map([...made, ...taken]);
}

function orEmpty(make: () => Tree): Tree {
  try {
    return make();
  } catch (error) {
    if (error instanceof StageBuildError) return new Map();
    throw error;
  }
}
