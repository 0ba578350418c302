import type { AwsAccess, EcrRegistry } from '../model';
import type { Provider } from './credential-chain';
import { QUIET } from './quiet';

/** Milliseconds for a connection, and for one answer. */
const CONNECTION_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 15_000;

/** What AWS's clients are made with. They make one attempt; retries are the caller's. */
export function clientSettings(
  { host, region }: EcrRegistry,
  { profile, endpoint }: AwsAccess,
  credentials: Provider,
) {
  return {
    credentials,
    profile,
    logger: QUIET,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT,
      requestTimeout: REQUEST_TIMEOUT,
      throwOnRequestTimeout: true,
    },
    ...(region === null ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    // The API is asked in the way that images are pushed in; else AWS's configuration decides.
    ...(/\.dkr[.-]ecr-fips\./.test(host) && { useFipsEndpoint: true }),
    ...(/\.dkr-ecr/.test(host) && { useDualstackEndpoint: true }),
  };
}
