import { buildFilesOf, StageBuildError, type ImageRequest } from '@docker-stage-build/core';
import type { Manifests } from './make-manifests';
import type { MakingTrees } from './manifest-makers';

export interface RemarkFacts {
  /** Manifests that the image reads, by name of their context. */
  readonly made: ReadonlyMap<string, Manifests>;
  /** Why root manifests are not served although that was asked for. */
  readonly unserved: string | null;
  /** What makes manifests, to say what they would gain; `null` where nobody asks. */
  readonly makers: MakingTrees | null;
}

/** What there is to say of an image's manifests: what they leave, why they are not used, or what they would gain. */
export function remarkManifests(
  request: ImageRequest,
  { made, unserved, makers }: RemarkFacts,
): string[] {
  const remarks = [...made].map(
    ([name, { packages, of }]) => `${name}: installs ${packages} of ${of} packages`,
  );
  if (unserved !== null && request.serveManifests)
    return [...remarks, `root manifests are not served: ${unserved}`];
  if (made.size > 0 || request.serveManifests !== undefined || makers === null) return remarks;
  const gain = findGain(request, makers);
  return gain === null ? remarks : [...remarks, gain];
}

function findGain(request: ImageRequest, { head, manifestsOf }: MakingTrees): string | null {
  try {
    if (!buildFilesOf({ ...request, serveManifests: true }, head).changed) return null;
    const { packages, of } = manifestsOf(request, 'manifests');
    if (packages === of) return null;
    return `with serveManifests, its installation would depend on ${packages} of ${of} packages`;
  } catch (error) {
    // A workspace without a lockfile that can be pruned has nothing to gain.
    if (error instanceof StageBuildError) return null;
    throw error;
  }
}
