import type { TokenState } from './tokens';

/** An answer in the form of the OCI distribution specification's errors. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** The repository and manifest of a path, for example `/v2/shop/api/manifests/1.0`. */
export interface RegistryPath {
  readonly repository: string;
  /** The tag or digest, where the path is a manifest's. */
  readonly reference?: string;
}

/** Reads a path of the registry API; `null` for one that names no repository. */
export function parseRegistryPath(path: string): RegistryPath | null {
  const match = /^\/v2\/(.+?)\/(?:blobs|tags|referrers|manifests\/([^/]+))(?:\/|$)/.exec(path);
  if (!match?.[1]) return null;
  return { repository: match[1], ...(match[2] === undefined ? {} : { reference: match[2] }) };
}

/** Refuses a request whose token is not good, as ECR does; `null` for one whose token is. */
export function refuseStranger(token: TokenState): Refusal | null {
  switch (token) {
    case 'good':
      return null;
    case 'expired':
      return {
        status: 403,
        code: 'DENIED',
        message: 'Your authorization token has expired. Reauthenticate and try again.',
      };
    case 'unknown':
      return { status: 401, code: 'UNAUTHORIZED', message: 'Your Authorization Token is invalid.' };
    case 'none':
      return { status: 401, code: 'UNAUTHORIZED', message: 'Not Authorized' };
  }
}

/** What ECR says where manifests are put faster than its quota allows. */
export const TOO_MANY: Refusal = {
  status: 429,
  code: 'TOOMANYREQUESTS',
  message: 'Rate exceeded',
};

/** What ECR says where a repository has not been created. */
export function refuseMissing(repository: string, accountId: string): Refusal {
  return {
    status: 404,
    code: 'NAME_UNKNOWN',
    message: `The repository with name '${repository}' does not exist in the registry with id '${accountId}'`,
  };
}

/** What ECR says when a tag that may not change would. */
export function refuseTag(repository: string, tag: string): Refusal {
  return {
    status: 400,
    code: 'TAG_INVALID',
    message: `The image tag '${tag}' already exists in the '${repository}' repository and cannot be overwritten because the tag is immutable.`,
  };
}
