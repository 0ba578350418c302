import type { EngineFacts } from '@docker-stage-build/engines';
import type { RegistryClient } from '@docker-stage-build/registries';
import type { ImageDraft } from '../prepare/draft-image';
import { checkTags } from '../repositories/check-tags';
import { listCreations } from '../repositories/list-creations';
import { repositoryCheck, type RepositoryChange } from '../repositories/repository-check';
import { pushCheck } from './check-push';

export interface RegistrySurroundings {
  /** Absolute path of the workspace root. */
  readonly root: string;
  readonly client: RegistryClient;
  readonly signal?: AbortSignal;
  readonly warn: (message: string) => void;
}

/** Makes an image's registries ready for what its build writes; what was done to repositories, or in a dry run would be. */
export type CheckRegistries = (
  image: ImageDraft,
  builder: EngineFacts['builder'],
) => Promise<readonly RepositoryChange[]>;

/**
 * Makes a check for a run, of the images that are built: their repositories in ECR are there, no tag of theirs is taken for good,
 * pushes are let in. A run that is not trusted makes no repositories.
 * The check throws StageBuildError REGISTRY_… or AWS_…
 */
export function registryCheck(
  images: readonly ImageDraft[],
  surroundings: RegistrySurroundings,
): CheckRegistries {
  const isMaking = ({ options: { offline, dryRun }, trust }: ImageDraft): boolean =>
    !offline && !dryRun && trust.level === 'write';
  const checkRepositories = repositoryCheck(images.filter(isMaking), surroundings);
  const checkPush = pushCheck(surroundings);
  return async (image, builder) => {
    const { options, request, trust } = image;
    if (options.offline) return [];
    if (options.dryRun) return trust.level === 'write' ? listCreations(image, surroundings) : [];
    const { changes, foundOf } = await checkRepositories(isMaking(image) ? image : null);
    if (options.push) {
      const project = image.project.name;
      await checkTags(request.tags, { ...surroundings, project, foundOf });
      await checkPush(request.tags, builder);
    }
    return changes;
  };
}
