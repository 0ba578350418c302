/** One registry of ECR: private ones are an account's in a region, the public one is the same for all. */
export interface EcrRegistry {
  readonly kind: 'private' | 'public';
  /** Where images are pushed to, `123456789012.dkr.ecr.eu-west-1.amazonaws.com` or `public.ecr.aws`. */
  readonly host: string;
  /** Twelve digits; `null` for the account that calls, and for the public registry. */
  readonly accountId: string | null;
  /** Region of the API: `us-east-1` for the public one. `null`: as AWS's configuration says. */
  readonly region: string | null;
}

/** Who calls AWS's API; everything that is not said comes from AWS's own chain of credentials and configuration. */
export interface AwsAccess {
  /** Name of a profile in AWS's configuration files. */
  readonly profile?: string;
  /** Role to assume, with what the chain finds. */
  readonly roleArn?: string;
  /** What the role's trust policy asks for. */
  readonly externalId?: string;
  /** Name of the session of that role, as CloudTrail shows it. */
  readonly sessionName?: string;
  /** URL of the API, for endpoints of one's own; else as AWS's configuration says (`AWS_ENDPOINT_URL_ECR`). */
  readonly endpoint?: string;
}
