import { errorReply, jsonReply, type Call, type Reply } from './call';
import { SERVICE } from './control-plane';
import type { Gateway } from './http';
import { answerPrivate } from './private-api';

/** What public ECR has of ECR's actions; moto has none of public ECR's. */
const SHARED = [
  'BatchCheckLayerAvailability',
  'BatchDeleteImage',
  'CreateRepository',
  'DeleteRepository',
  'DeleteRepositoryPolicy',
  'DescribeImages',
  'DescribeRepositories',
  'GetRepositoryPolicy',
  'ListTagsForResource',
  'PutImage',
  'SetRepositoryPolicy',
  'TagResource',
  'UntagResource',
];

interface Named {
  readonly repositoryName: string;
  readonly catalogData?: unknown;
}

/** Answers a call of public ECR's API. Its repositories are moto's private ones. */
export async function answerPublic(gateway: Gateway, call: Call): Promise<Reply> {
  const { repositoryName, catalogData, ...rest } = JSON.parse(call.body || '{}') as Named;
  const { catalog } = gateway.state;
  const own: Readonly<Record<string, () => unknown>> = {
    GetAuthorizationToken: () => giveToken(gateway),
    DescribeRegistries: () => ({ registries: [describeRegistry(gateway)] }),
    GetRepositoryCatalogData: () => ({ catalogData: catalog.get(repositoryName) ?? {} }),
    PutRepositoryCatalogData: () => {
      catalog.set(repositoryName, catalogData);
      return { catalogData };
    },
  };
  const answer = own[call.action ?? ''];
  if (answer !== undefined) return jsonReply(answer());
  if (!SHARED.includes(call.action ?? '')) return errorReply(UNSUPPORTED, call);
  const input = { ...rest, ...(repositoryName && { repositoryName }) };
  const reply = await answerPrivate(gateway, asPrivate(call, input));
  if (reply.status !== 200) return reply;
  if (catalogData !== undefined) catalog.set(repositoryName, catalogData);
  const body = reply.body.replaceAll(
    `"${gateway.address}/`,
    `"${gateway.address}/${gateway.alias}/`,
  );
  return { ...reply, body };
}

const UNSUPPORTED = {
  status: 400,
  exception: 'UnsupportedCommandException',
  message: 'The action is not supported.',
};

function giveToken({ state }: Gateway) {
  const { token, expires } = state.tokens.issue();
  return { authorizationData: { authorizationToken: token, expiresAt: expires / 1000 } };
}

function describeRegistry({ accountId, address, alias }: Gateway) {
  const name = { name: alias, status: 'ACTIVE' };
  return {
    registryId: accountId,
    registryArn: `arn:aws:ecr-public::${accountId}:registry/${accountId}`,
    registryUri: `${address}/${alias}`,
    verified: false,
    aliases: [{ ...name, primaryRegistryAlias: true, defaultRegistryAlias: true }],
  };
}

function asPrivate(call: Call, input: unknown): Call {
  const { incoming, action } = call;
  const authorization = incoming.headers.authorization?.replace('/ecr-public/', '/ecr/');
  const headers = { ...incoming.headers, authorization, 'x-amz-target': `${SERVICE}.${action}` };
  const { method, url } = incoming;
  return { ...call, body: JSON.stringify(input), incoming: { method, url, headers } };
}
