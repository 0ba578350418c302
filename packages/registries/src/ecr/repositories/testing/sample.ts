import type { EcrRegistry } from '../../model';
import type { FoundRepository, RepositoryRequest, RepositorySettings } from '../model';

export const PRIVATE: EcrRegistry = {
  kind: 'private',
  host: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  accountId: '123456789012',
  region: 'eu-west-1',
};

export const PUBLIC: EcrRegistry = {
  kind: 'public',
  host: 'public.ecr.aws',
  accountId: null,
  region: 'us-east-1',
};

export const IMAGES = { images: true, caches: false };
export const CACHES = { images: false, caches: true };
export const BOTH = { images: true, caches: true };

export function request(
  settings: RepositorySettings = {},
  rest: Partial<RepositoryRequest> = {},
): RepositoryRequest {
  return { registry: PRIVATE, path: 'shop/api', holds: IMAGES, settings, ...rest };
}

/** A repository as `aws ecr create-repository` makes it. */
export const PLAIN: FoundRepository = {
  arn: 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/api',
  uri: `${PRIVATE.host}/shop/api`,
  mutability: 'MUTABLE',
  exclusions: [],
  scanOnPush: false,
  encryption: 'AES256',
  kmsKey: null,
};
