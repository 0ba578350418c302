import {
  buildFilesOf,
  readDockerfile,
  type ImageInput,
  type ImageRequest,
  type ReadDockerfile,
  type Runner,
  type Snapshot,
} from '@docker-stage-build/core';
import type { ImageFiles } from '../../generated/build-files';
import { findCommits, type Commits } from '../../git/find-commits';
import type { Revision } from '../../git/read-revision';
import { addManifestMakers, mayReadManifests } from '../../manifests/manifest-makers';
import type { Manifests } from '../../manifests/make-manifests';
import { remarkManifests } from '../../manifests/remark-manifests';
import type { ImageOptions } from '../../options';
import { checkPaths } from '../../workspace/check-paths';
import { readImage, readSnapshots } from '../../workspace/read-images';
import type { Workspace } from '../../workspace/workspace';
import type { AskedImage, ImageDraft } from './draft-image';
import { draftImages, type Drafting } from './draft-images';
import { listUnknownStages } from './list-unknown-stages';
import { settleEach, valuesOf, type Settled } from '../settle';

/** All that can be known of an image without an engine and without a network. */
export interface PreparedImage extends ImageDraft {
  readonly input: ImageInput;
  readonly files: ImageFiles;
  /** Contexts that are made for it, by name. */
  readonly made: ReadonlyMap<string, Manifests>;
}

/** Images of one run, and what they share. */
export interface PreparedImages {
  readonly workspace: Workspace;
  readonly runner: Runner;
  readonly commits: Commits;
  readonly revision: Revision;
  /** In the order asked for. */
  readonly images: readonly Settled<PreparedImage>[];
}

export interface Preparation extends Drafting {
  /** Kind of runner and commit to compare with, where they were asked for: one of each for all images. */
  readonly wish: Pick<ImageOptions, 'runnerKind' | 'base'>;
  /** Whether to say what options would gain, which takes a look at what they would change. */
  readonly hints?: boolean;
}

/**
 * Reads what plans are made from: git, Dockerfiles, the files they copy, the environment. Every tree is read once, for
 * all images.
 */
export async function prepareImages(
  asked: readonly AskedImage[],
  { hints = false, ...preparation }: Preparation,
): Promise<PreparedImages> {
  const { workspace, repository, env, wish, warn } = preparation;
  const { root, defaultBase } = workspace;
  const base = wish.base ?? (env['NX_BASE'] || null);
  const commits = findCommits(repository, { base, defaultBase });
  // It is awaited with the trees; until then nobody would see it fail.
  commits.catch(() => null);
  const { runner, revision, drafts } = await draftImages(asked, preparation);
  const requests = valuesOf(drafts).map(({ request }) => request);
  const read = await readSnapshots(requests, { repository, commits });
  const wanted = hints || mayReadManifests(requests, read);
  const makers = wanted ? await addManifestMakers(read, workspace) : null;
  const snapshots = makers ?? read;
  const images = await settleEach(drafts, (draft) => {
    checkPaths(root, draft.request);
    const input = readImage(draft.request, { ...snapshots, ...draft });
    listUnknownStages(input, draft.options).forEach(warn);
    const files = readFiles(draft.request, snapshots.head);
    const made = new Map(
      files.made.flatMap((name) =>
        makers ? [[name, makers.manifestsOf(draft.request, name)] as const] : [],
      ),
    );
    const { unserved } = files;
    const remarks = remarkManifests(draft.request, {
      ...{ made, unserved },
      makers: hints ? makers : null,
    });
    return { ...draft, input: { ...input, remarks }, files, made };
  });
  return { workspace, runner, commits: await commits, revision, images };
}

function readFiles(
  request: ImageRequest,
  head: Snapshot,
): ImageFiles & Pick<ReadDockerfile, 'made'> {
  const files = buildFilesOf(request, head);
  const { scope, made } = readDockerfile(request, files.dockerfile);
  return { ...files, scope, made };
}
