import type { Fault } from '../../faults/fault-proxy';

/** Faults as real registries and networks make them. */
export const UNAVAILABLE: Fault = { status: 503, body: 'later' };
export const THROTTLED: Fault = { status: 429, body: '{"errors":[{"code":"TOOMANYREQUESTS"}]}' };
export const BASIC: Fault = { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
export const NO_REPOSITORY: Fault = {
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: `{"errors":[{"code":"NAME_UNKNOWN","message":"The repository with name 'shop/api' does not exist in the registry with id '123456789012'"}]}`,
};
export const UNSUPPORTED: Fault = { status: 405, body: '{"errors":[{"code":"UNSUPPORTED"}]}' };

/** As ECR says it. */
export const IMMUTABLE: Fault = {
  status: 400,
  body: `{"errors":[{"code":"TAG_INVALID","message":"The image tag 'again' already exists in the 'shop/api' repository and cannot be overwritten because the tag is immutable."}]}`,
};

/** As ECR says it. */
export const EXPIRED: Fault = {
  status: 403,
  body: '{"errors":[{"code":"DENIED","message":"Your authorization token has expired. Reauthenticate and try again."}]}',
};

/** As Harbor says it. */
export const FULL: Fault = {
  status: 403,
  body: '{"errors":[{"code":"DENIED","message":"adding 29.0 MiB of storage resource, which when updated to current usage of 152.4 MiB will exceed the configured upper limit of 10.0 MiB."}]}',
};

/** As GitHub says it. */
export const SECONDARY_LIMIT: Fault = {
  status: 403,
  body: '{"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}',
};

/** A challenge that sends clients to a token server. */
export function bearer(realm: string, more = ''): Fault {
  return {
    status: 401,
    headers: { 'www-authenticate': `Bearer realm="${realm}",service="x"${more}` },
  };
}

export function redirect(location: string): Fault {
  return { status: 307, headers: { location } };
}

export const TOKEN: Fault = { status: 200, body: '{"token":"a-token","expires_in":300}' };

/** The same fault as often as anybody asks. */
export function always(fault: Fault): Fault[] {
  return Array.from({ length: 100 }, () => fault);
}
