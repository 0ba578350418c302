import type { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsAccess } from '../model';
import { QUIET } from './quiet';
import type { Secrets } from './secrets';

/** Looks up AWS credentials for one of AWS's clients; the client keeps them until they near their end. */
export type Provider = ReturnType<typeof fromTemporaryCredentials>;

/** For one request to the metadata of an instance or container. On a laptop nothing answers there. */
const METADATA_TIMEOUT = 1_000;
const METADATA_RETRIES = 1;
const SESSION_NAME = 'docker-stage-build';

/**
 * AWS's own chain of credentials (environment, profile, SSO, process, web identity, container, instance), and the role that
 * is assumed with what it finds.
 */
export async function credentialChain(access: AwsAccess, secrets: Secrets): Promise<Provider> {
  const aws = await import('@aws-sdk/credential-providers');
  const chain = remembering(
    aws.fromNodeProviderChain({
      profile: access.profile,
      timeout: METADATA_TIMEOUT,
      maxRetries: METADATA_RETRIES,
      logger: QUIET,
    }),
    secrets,
  );
  const { roleArn, externalId, sessionName } = access;
  if (roleArn === undefined) return chain;
  const role = aws.fromTemporaryCredentials({
    masterCredentials: chain,
    params: {
      RoleArn: roleArn,
      ExternalId: externalId,
      RoleSessionName: sessionName ?? SESSION_NAME,
    },
    logger: QUIET,
  });
  return remembering(role, secrets);
}

/** Every secret that comes by is taken out of errors. */
function remembering(provider: Provider, secrets: Secrets): Provider {
  return async (...parameters) => {
    const found = await provider(...parameters);
    secrets.add(found);
    return found;
  };
}
