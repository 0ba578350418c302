import { createHash } from 'node:crypto';
import { decodeFilters, encodeFilters } from './tag-filters';

/** The account, region and address that a stand-in for ECR has. */
export interface EcrIdentity {
  readonly accountId: string;
  readonly region: string;
  /** Where images are pushed to, for example `127.0.0.1:4511`. */
  readonly address: string;
}

/** What `x-amz-target` begins with. */
export const SERVICE = 'AmazonEC2ContainerRegistry_V20150921';

/** An answer of the control plane. */
export interface ControlPlaneAnswer {
  readonly status: number;
  readonly body: string;
}

/** Asks moto's ECR. moto reads the region from the signature and does not check it. */
export async function callControlPlane(
  moto: string,
  action: string,
  { region, ...input }: { readonly region: string } & Readonly<Record<string, unknown>>,
): Promise<ControlPlaneAnswer> {
  const response = await fetch(moto, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${SERVICE}.${action}`,
      authorization: `AWS4-HMAC-SHA256 Credential=gateway/20260101/${region}/ecr/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: encodeFilters(JSON.stringify(input)),
  });
  return { status: response.status, body: decodeFilters(await response.text()) };
}

/** Makes the addresses in what moto answers lead to the gateway. */
export function correctAnswer(body: string, identity: EcrIdentity): string {
  const { accountId, region, address } = identity;
  const host = `${accountId}.dkr.ecr.${region}.amazonaws.com`;
  return body.replaceAll(`https://${host}`, `http://${address}`).replaceAll(host, address);
}

/** What PutImage is told. */
export interface PutImageInput {
  readonly repositoryName: string;
  readonly imageManifest: string;
  readonly imageManifestMediaType?: string;
  readonly imageTag?: string;
  readonly imageDigest?: string;
}

/** Adds the digest, which moto would make up. */
export function withDigest(input: PutImageInput): PutImageInput & { readonly imageDigest: string } {
  const hash = createHash('sha256').update(input.imageManifest).digest('hex');
  return { ...input, imageDigest: `sha256:${hash}` };
}

/**
 * Whether an answer to PutImage says that the tag is another image's and may not change. moto answers
 * `ImageAlreadyExistsException` to this too and names the image that has the tag.
 */
export function isTagConflict(answer: ControlPlaneAnswer, digest: string): boolean {
  return (
    answer.status === 400 &&
    answer.body.includes('ImageAlreadyExistsException') &&
    !answer.body.includes(digest)
  );
}
