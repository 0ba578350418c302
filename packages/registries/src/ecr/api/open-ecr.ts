import { checkRegistry } from '../access/check-registry';
import { clientSettings } from '../access/client-settings';
import { credentialChain, type Provider } from '../access/credential-chain';
import { checkProfile, profileInForce } from '../access/profiles';
import { quietAboutNode } from '../access/quiet';
import { Secrets } from '../access/secrets';
import type { AwsAccess, EcrRegistry } from '../model';
import type { PrivateSdk, PublicSdk, Sdk } from './actions';
import { makeApi, type Client } from './make-api';
import type { EcrApi, PrivateEcr, PublicEcr } from './model';

/**
 * Opens the API of a private registry, with AWS's own chain of credentials in this process's environment. Nothing is
 * asked of AWS before the first call.
 * @throws StageBuildError AWS_ACCOUNT_INVALID, AWS_REGION_INVALID, ECR_HOST_INVALID or AWS_PROFILE_UNKNOWN
 */
export async function openEcr(registry: EcrRegistry, access: AwsAccess = {}): Promise<PrivateEcr> {
  const sdk: PrivateSdk = await import('@aws-sdk/client-ecr');
  const connect = (credentials: Provider) =>
    new sdk.ECRClient(clientSettings(registry, access, credentials));
  return open({ registry, access, sdk, service: 'ecr', connect });
}

/** The same for the public registry, whose API has actions of its own. */
export async function openPublicEcr(
  registry: EcrRegistry,
  access: AwsAccess = {},
): Promise<PublicEcr> {
  const sdk: PublicSdk = await import('@aws-sdk/client-ecr-public');
  const connect = (credentials: Provider) =>
    new sdk.ECRPUBLICClient(clientSettings(registry, access, credentials));
  return open({ registry, access, sdk, service: 'ecr-public', connect });
}

interface Opening<Module extends Sdk> {
  readonly registry: EcrRegistry;
  readonly access: AwsAccess;
  readonly sdk: Module;
  readonly service: string;
  readonly connect: (credentials: Provider) => Client;
}

async function open<Module extends Sdk>(opening: Opening<Module>): Promise<EcrApi<Module>> {
  const { registry, access, sdk, service, connect } = opening;
  checkRegistry(registry);
  quietAboutNode(process.env);
  const profile = profileInForce(access.profile, process.env);
  await checkProfile(profile, process.env);
  const secrets = new Secrets(process.env);
  const client = connect(await credentialChain(access, secrets));
  const redact = (text: string): string => secrets.redact(text);
  return makeApi({ sdk, client, service, asked: { registry, access, profile, redact } });
}
