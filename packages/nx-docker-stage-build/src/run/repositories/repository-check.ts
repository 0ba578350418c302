import { messageOf } from '@docker-stage-build/core';
import type { EnsuredRepository, FoundRepository } from '@docker-stage-build/registries';
import type { Settled } from '../settle';
import { describeDrift, repositoryMissing } from './describe-repository';
import { ensureWanted, type EnsuringOptions } from './ensure-wanted';
import { listUses, type RepositoryUser } from './list-uses';
import { groupUses, wantRepositories } from './want-repositories';

export interface RepositorySurroundings extends EnsuringOptions {
  /** Absolute path of the workspace root. */
  readonly root: string;
}

/** What was done to a repository. */
export interface RepositoryChange extends Pick<EnsuredRepository, 'status' | 'calls'> {
  /** `host/path` */
  readonly key: string;
}

/** What is known of the repositories of an image. */
export interface ImageRepositories {
  readonly changes: readonly RepositoryChange[];
  /** A repository by its `host/path`, where it is in ECR and could be looked at. */
  readonly foundOf: (key: string) => FoundRepository | null;
}

const NONE: ImageRepositories = { changes: [], foundOf: () => null };

/** Sees to it that an image's repositories in ECR are there; `null` for an image that is to have none made. */
export type CheckRepositories = (image: RepositoryUser | null) => Promise<ImageRepositories>;

/**
 * Makes a check for a run: all repositories of its images are made sure of once, when the first image is checked. That one for
 * caches cannot be had is a warning (DESIGN D7).
 * The check throws StageBuildError: AWS_…, REGISTRY_NOT_FOUND for one that is not to be made, or for wrong options.
 */
export function repositoryCheck(
  images: readonly RepositoryUser[],
  surroundings: RepositorySurroundings,
): CheckRepositories {
  const uses = groupUses(images);
  const told = new Set<string>();
  const warn = (message: string): void => {
    if (told.has(message)) return;
    told.add(message);
    surroundings.warn(message);
  };
  let ensured: Promise<ReadonlyMap<string, Settled<EnsuredRepository>>> | undefined;
  const ensureAll = async () => {
    const outcomes = await ensureWanted(await wantRepositories(uses, surroundings), {
      ...surroundings,
      warn,
    });
    return new Map(uses.map(({ key }, at) => [key, outcomes[at] as Settled<EnsuredRepository>]));
  };
  return async (image) => {
    const own = image ? listUses(image) : [];
    if (image === null || own.length === 0) return NONE;
    const outcomes = await (ensured ??= ensureAll());
    const changes = own.flatMap(({ key, holds }) => {
      const ready = judge(outcomes.get(key) as Settled<EnsuredRepository>, {
        ...{ key, warn, project: image.project.name },
        isNeeded: holds.images,
      });
      return ready ? [{ key, status: ready.status, calls: ready.calls }] : [];
    });
    const foundOf = (key: string) => {
      const outcome = outcomes.get(key);
      return outcome && 'value' in outcome ? outcome.value.found : null;
    };
    return { changes, foundOf };
  };
}

interface Judgement {
  readonly key: string;
  readonly project: string;
  /** Whether nothing can be pushed without it. */
  readonly isNeeded: boolean;
  readonly warn: (message: string) => void;
}

function judge(
  outcome: Settled<EnsuredRepository>,
  { key, project, isNeeded, warn }: Judgement,
): EnsuredRepository | null {
  const error =
    'error' in outcome
      ? outcome.error
      : outcome.value.status === 'missing'
        ? repositoryMissing(key, project)
        : null;
  if (error !== null) {
    if (isNeeded) throw error;
    warn(`The repository ${key} is not there for caches: ${messageOf(error)} ${error.hint ?? ''}`);
    return null;
  }
  const { value } = outcome as { readonly value: EnsuredRepository };
  const drift = describeDrift(value);
  if (drift.length > 0)
    warn(`The repository ${key} differs from what was asked for: ${drift.join('; ')}.`);
  return value;
}
