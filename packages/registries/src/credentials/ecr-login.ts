import type { EcrLogin } from '../ecr/login/ecr-credentials';
import { parseEcrHost } from '../ecr/hosts/parse-ecr-host';
import type { AwsAccess, EcrRegistry } from '../ecr/model';
import { loginFor, type Login, type LoginWish } from './login';

type EcrEntry = Extract<Login, { readonly type: 'ecr' | 'ecr-public' }>;

/**
 * Which registry of ECR a host is, and who calls AWS for it: as the host's entry says, whatever the host's name is, else by its name
 * and with AWS's own chain of credentials. `null` for a registry that is none of ECR's.
 *
 * An entry of another kind (a password, a helper) is a login for pushes and pulls only: AWS's API is then called as the chain says.
 *
 * @param host with its port
 * @throws StageBuildError ECR_HOST_INVALID for a host that is meant to be ECR's and cannot be
 */
export function ecrLoginOf(host: string, wish: LoginWish): EcrLogin | null {
  const entry = loginFor(host, wish);
  if (entry?.type === 'ecr' || entry?.type === 'ecr-public')
    return { registry: registryOf(entry), access: accessOf(entry) };
  const registry = parseEcrHost(host);
  return registry && { registry, access: {} };
}

function registryOf(entry: EcrEntry): EcrRegistry {
  const host = entry.registry;
  if (entry.type === 'ecr-public')
    return { kind: 'public', host, accountId: null, region: 'us-east-1' };
  const named = parseEcrHost(host);
  return {
    kind: 'private',
    host,
    accountId: entry.account ?? named?.accountId ?? null,
    region: entry.region ?? named?.region ?? null,
  };
}

function accessOf({ profile, role, externalId, sessionName, endpoint }: EcrEntry): AwsAccess {
  return {
    ...(profile !== undefined && { profile }),
    ...(role !== undefined && { roleArn: role }),
    ...(externalId !== undefined && { externalId }),
    ...(sessionName !== undefined && { sessionName }),
    ...(endpoint !== undefined && { endpoint }),
  };
}
