import { StageBuildError } from '@docker-stage-build/core';
import { wantRepository, type Contents, type EnsureRequest } from '@docker-stage-build/registries';
import { settleEach, type Settled } from '../settle';
import { joinContents, listUses, type RepositoryUse, type RepositoryUser } from './list-uses';
import { readSettings } from './read-settings';

/** A repository of a run, with all that images have in it. */
export interface WantedUse extends RepositoryUse {
  /** The image whose options count. */
  readonly user: RepositoryUser;
}

/** The repositories of a run's images, each once. An image whose registry is wrong says so itself. */
export function groupUses(users: readonly RepositoryUser[]): WantedUse[] {
  const groups = new Map<string, WantedUse>();
  for (const user of users) {
    for (const use of usesOrNone(user)) {
      const { holds, ...first } = groups.get(use.key) ?? { ...use, user };
      // Who has images in it says more of a repository than who has caches in it.
      const isMore = use.holds.images && !holds.images;
      const whole: Contents = joinContents(holds, use.holds);
      groups.set(use.key, { ...first, ...(isMore && { user }), holds: whole });
    }
  }
  return [...groups.values()];
}

function usesOrNone(user: RepositoryUser): RepositoryUse[] {
  try {
    return listUses(user);
  } catch (error) {
    if (error instanceof StageBuildError) return [];
    throw error;
  }
}

/** Requests for repositories, with the documents that options name; an error where its settings are wrong. */
export function wantRepositories(
  uses: readonly WantedUse[],
  { root }: { readonly root: string },
): Promise<Settled<EnsureRequest>[]> {
  return settleEach(
    uses.map((value) => ({ value })),
    async ({ registry, access, path, holds, user }) => {
      const { ecr } = user.options;
      const settings = await readSettings(ecr, { root, holds });
      const repository = wantRepository({ registry, path, holds, settings });
      return { repository, access, create: ecr.create ?? 'auto', update: ecr.update };
    },
  );
}
