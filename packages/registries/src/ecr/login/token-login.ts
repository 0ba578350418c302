import type { Credentials } from '../../credentials/model';
import { AwsError } from '../errors/aws-error';

/** What AWS answers to `GetAuthorizationToken`. */
export interface TokenAnswer {
  readonly authorizationToken?: string;
  readonly expiresAt?: Date;
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html */
const LIFE = 12 * 60 * 60_000;

/**
 * The login that a token is: its name and password in base64. Its end is by this machine's clock; where AWS names one
 * that is over already, the documented 12 hours count.
 *
 * @param now milliseconds since the epoch
 * @param clockOffset milliseconds by which AWS's clock is ahead
 * @throws AwsError AWS_ERROR
 */
export function tokenLogin(
  { authorizationToken = '', expiresAt }: TokenAnswer,
  { now, clockOffset }: { readonly now: number; readonly clockOffset: number },
): Credentials & {
  readonly username: string;
  readonly password: string;
  readonly expires: number;
} {
  const text = Buffer.from(authorizationToken, 'base64').toString();
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1)
    throw new AwsError('AWS_ERROR', 'AWS answered without an authorization token', {
      hint: 'Check that AWS_ENDPOINT_URL leads to an API of ECR.',
    });
  const end = (expiresAt?.getTime() ?? NaN) - clockOffset;
  const expires = end > now ? end : now + LIFE;
  return { username: text.slice(0, colon), password: text.slice(colon + 1), expires };
}
