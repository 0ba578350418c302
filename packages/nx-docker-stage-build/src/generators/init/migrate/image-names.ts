import type { Translation } from './model';
import { toTemplate } from './templates';

/**
 * Names that an image was tagged with (`ghcr.io/a/api:1`) as its repository and tags. Names in further repositories stay whole; one without
 * a tag is `latest`, as it is for Docker.
 */
export function translateNames(names: readonly string[]): Translation {
  const found = names.map((text) => ({ text, name: toTemplate(text) }));
  const kept = found.flatMap(({ name }) => (name === null ? [] : [splitName(name)]));
  const image = kept[0]?.repository;
  return {
    options: {
      ...(image !== undefined && { image }),
      ...(kept.length > 0 && {
        tags: kept.map(({ repository, tag }) =>
          repository === image ? tag : `${repository}:${tag}`,
        ),
      }),
    },
    lost: found.flatMap(({ text, name }) =>
      name === null ? [`tags: "${text}" has a placeholder that is not known here`] : [],
    ),
  };
}

/** A colon after the last slash starts a tag, one before it a port. */
export function splitName(name: string): { readonly repository: string; readonly tag: string } {
  const [, repository = name, tag = 'latest'] = /^(.*?)(?::([^/:]*))?$/.exec(name) ?? [];
  return { repository, tag };
}
