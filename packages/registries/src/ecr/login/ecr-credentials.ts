import type { Credentials, CredentialSource } from '../../credentials/model';
import { openEcr, openPublicEcr } from '../api/open-ecr';
import { parseEcrHost } from '../hosts/parse-ecr-host';
import type { AwsAccess, EcrRegistry } from '../model';
import { tokenHolder } from './token-holder';
import { tokenLogin } from './token-login';

/** A registry of ECR, and who logs in to it. */
export interface EcrLogin {
  readonly registry: EcrRegistry;
  readonly access: AwsAccess;
}

export interface EcrCredentialsOptions {
  /** What a host is; `null` for one that is none of ECR's. Default: as its name says, with AWS's own chain of credentials. */
  readonly loginOf?: (host: string) => EcrLogin | null;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

type Holder = ReturnType<typeof tokenHolder<Credentials>>;

/**
 * Logins of ECR's registries, private and public. A token is asked for when a registry needs it, shared by the registries
 * that it is good for, and kept until it nears its end; one that was refused is replaced once.
 *
 * `find` rejects with an AwsError, and with ECR_HOST_INVALID for a host that is meant to be ECR's and cannot be.
 */
export function ecrCredentials({
  loginOf = loginByName,
  now = Date.now,
}: EcrCredentialsOptions = {}): CredentialSource {
  const holders = new Map<string, Holder>();

  return {
    async find(host, options) {
      const login = loginOf(host);
      if (login === null) return null;
      const key = keyOf(login);
      const holder = holders.get(key) ?? tokenHolder({ fetch: () => fetchToken(login, now), now });
      holders.set(key, holder);
      return holder.find(options);
    },
  };
}

function loginByName(host: string): EcrLogin | null {
  const registry = parseEcrHost(host);
  return registry && { registry, access: {} };
}

/** A token is good for every registry of a region that its caller may use. */
function keyOf({ registry: { kind, region }, access }: EcrLogin): string {
  const { profile, roleArn, externalId, sessionName, endpoint } = access;
  return JSON.stringify([kind, region, profile, roleArn, externalId, sessionName, endpoint]);
}

async function fetchToken({ registry, access }: EcrLogin, now: () => number) {
  if (registry.kind === 'public') {
    const api = await openPublicEcr(registry, access);
    const { authorizationData } = await api.call('GetAuthorizationToken', {});
    return tokenLogin(authorizationData ?? {}, { now: now(), clockOffset: api.clockOffset() });
  }
  const api = await openEcr(registry, access);
  const { authorizationData } = await api.call('GetAuthorizationToken', {});
  return tokenLogin(authorizationData?.[0] ?? {}, { now: now(), clockOffset: api.clockOffset() });
}
