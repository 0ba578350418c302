import { parseImageRef, StageBuildError } from '@docker-stage-build/core';
import {
  isImmutable,
  type FoundRepository,
  type RegistryClient,
} from '@docker-stage-build/registries';

export interface TagSurroundings {
  readonly project: string;
  /** What is known of a repository by its `host/path`. */
  readonly foundOf: (key: string) => FoundRepository | null;
  readonly client: RegistryClient;
  readonly signal?: AbortSignal;
}

/**
 * Makes sure that no tag of an image is taken for good, before minutes go into a build whose push ECR would refuse at its end.
 * @throws StageBuildError REGISTRY_TAG_IMMUTABLE
 */
export async function checkTags(
  tags: readonly string[],
  { project, foundOf, ...surroundings }: TagSurroundings,
): Promise<void> {
  const fixed = tags.filter((name) => {
    const { registry, repository, tag } = parseImageRef(name);
    const found = foundOf(`${registry}/${repository}`);
    return found !== null && isImmutable(tag ?? 'latest', found);
  });
  const digests = await Promise.all(fixed.map((name) => digestOf(name, surroundings)));
  const taken = fixed.flatMap((name, at) => (digests[at] ? [`${name} is ${digests[at]}`] : []));
  if (taken.length === 0) return;
  throw new StageBuildError(
    'REGISTRY_TAG_IMMUTABLE',
    `Tags of this image are taken, and their repository keeps tags where they are: ${taken.join(', ')}.`,
    {
      hint: 'Give the image a tag that is new with every content, such as `{sha}`; let this tag move with `ecr.mutabilityExclusions`; or delete it in ECR. An image of the same inputs is found and not built again where `reuse` is on.',
      project,
    },
  );
}

/** Who may not read pushes all the same: the push says then what is taken. */
async function digestOf(
  name: string,
  { client, signal }: Pick<TagSurroundings, 'client' | 'signal'>,
): Promise<string | null> {
  try {
    return await client.resolve(parseImageRef(name), { signal, upstream: true });
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
}
