import { planRepository } from '@docker-stage-build/registries';
import { onlyValue } from '../settle';
import type { RepositoryUser } from './list-uses';
import type { RepositoryChange } from './repository-check';
import { groupUses, wantRepositories } from './want-repositories';

/** How an image's repositories would be made where there are none, for a run that asks nobody. */
export async function listCreations(
  image: RepositoryUser,
  { root }: { readonly root: string },
): Promise<RepositoryChange[]> {
  if (image.options.ecr.create === false) return [];
  const uses = groupUses([image]);
  const requests = await wantRepositories(uses, { root });
  return uses.map(({ key }, at) => {
    const { repository } = onlyValue(requests.slice(at, at + 1));
    const { calls } = planRepository(repository, null, { update: false });
    return { key, status: 'created', calls };
  });
}
