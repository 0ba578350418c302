import type { BuildFiles, CachePlan, ImageInput, ImagePlan, Trust } from '@docker-stage-build/core';
import type { BuildJob } from '@docker-stage-build/engines';
import type { CacheStore, LocalStore, RegistryClient } from '@docker-stage-build/registries';
import type { MadeContext } from '../../generated/with-made-contexts';
import type { ImageOptions } from '../../options';
import type { RepositoryChange } from '../repositories/repository-check';
import type { FoundImage } from '../reuse/find-images';

/** An image that can be built, and how. */
export interface PlannedBuild {
  /** Templates filled in. */
  readonly options: ImageOptions;
  readonly plan: ImagePlan;
  /** What the plan was made from. */
  readonly input: ImageInput;
  readonly job: BuildJob;
  readonly cache: CachePlan;
  readonly trust: Trust;
  readonly store: CacheStore | LocalStore | null;
  /** Makes what the engine gets in place of the Dockerfile and its ignore file, as the workspace is now. */
  readonly generate: () => BuildFiles | null;
  /** Contexts that the engine gets besides, by name. */
  readonly made: ReadonlyMap<string, MadeContext>;
  /** The image that is taken instead of being built. */
  readonly found: FoundImage | null;
  /** What was done to repositories of its registries; in a dry run, what would be done where they are missing. */
  readonly repositories: readonly RepositoryChange[];
  readonly client: RegistryClient;
}
