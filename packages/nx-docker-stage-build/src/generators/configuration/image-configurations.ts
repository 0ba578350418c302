import type { ConfigurationOptions } from '../../options';

type Name = ConfigurationOptions['configurations'][number];

/** What the known configurations say, by name. */
export function imageConfigurations({
  platforms,
}: Pick<ConfigurationOptions, 'platforms'>): Record<Name, object> {
  const pushed = platforms.length > 0 ? { platforms } : {};
  return {
    // The commit for those who deploy, the branch for those who try it out.
    ci: { push: true, tags: ['{sha}', '{branch}'], ...pushed },
    release: { push: true, tags: ['{version}', 'latest'], ...pushed },
    // The builder's own store is all that one machine needs.
    local: { load: true, tags: ['latest'], cache: 'none' },
  };
}
