import { engineMissing, engineUnreachable } from '../buildx/engine-errors';
import { runText, type TextOptions } from '../processes/run-text';

/** An image that dockerd holds. */
export interface LocalImage {
  readonly id: string;
  /** Names with tags, as Docker shows them (`api:latest`, not `docker.io/library/api:latest`). */
  readonly tags: readonly string[];
  /** Names with digests under which registries know it, `node@sha256:…`. */
  readonly digests: readonly string[];
}

interface RawImage {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly RepoDigests?: readonly string[] | null;
}

/** Looks images up in dockerd by name or id, with one process. What is not there, or where no dockerd answers, is left out. */
export async function findLocalImages(
  names: readonly string[],
  options: TextOptions,
): Promise<readonly LocalImage[]> {
  if (names.length === 0) return [];
  // An image that is not there makes it fail, and the others are printed all the same.
  const { missing, stdout } = await runText('docker', ['image', 'inspect', ...names], options);
  if (missing || !stdout.startsWith('[')) return [];
  const images: readonly RawImage[] = JSON.parse(stdout);
  return images.map(({ Id, RepoTags, RepoDigests }) => ({
    id: Id,
    tags: RepoTags ?? [],
    digests: RepoDigests ?? [],
  }));
}

/**
 * Gives an image of dockerd another name.
 * @throws {StageBuildError} ENGINE_MISSING without a `docker`; ENGINE_UNREACHABLE with what docker said
 */
export async function tagLocalImage(id: string, name: string, options: TextOptions): Promise<void> {
  const { missing, ok, stderr } = await runText('docker', ['image', 'tag', id, name], options);
  if (missing) throw engineMissing();
  if (!ok) throw engineUnreachable(stderr);
}
