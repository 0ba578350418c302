import { parseImageRef } from '@docker-stage-build/core';
import { parseEcrHost } from '@docker-stage-build/registries';
import type { RegistryFacts } from './model';

/**
 * Which registry an image's name leads to, and who keeps it.
 *
 * @param image a repository, maybe with templates in its path: `ghcr.io/shop/{name}`
 * @throws StageBuildError IMAGE_NAME_INVALID, ECR_HOST_INVALID
 */
export function readRegistryFacts(image: string): RegistryFacts {
  // What stands in for a template's value only has to be a good name.
  const { registry: host } = parseImageRef(image.replace(/\{[^}]*\}/g, 'x'));
  const ecr = parseEcrHost(host);
  if (ecr) return { host, kind: 'ecr', region: ecr.region };
  return { host, kind: kindOf(host), region: null };
}

function kindOf(host: string): RegistryFacts['kind'] {
  if (host === 'ghcr.io') return 'ghcr';
  if (host === 'registry.gitlab.com') return 'gitlab';
  if (host === 'gcr.io' || /\.(gcr\.io|pkg\.dev)$/.test(host)) return 'google';
  return 'other';
}
