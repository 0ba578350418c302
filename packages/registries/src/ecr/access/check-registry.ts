import { AwsError } from '../errors/aws-error';
import { parseEcrHost } from '../hosts/parse-ecr-host';
import { isRegion } from '../hosts/partitions';
import type { EcrRegistry } from '../model';

/**
 * Refuses what AWS would refuse in words of its own, or what would lead to another registry than the host's.
 * @throws StageBuildError AWS_ACCOUNT_INVALID, AWS_REGION_INVALID or ECR_HOST_INVALID
 */
export function checkRegistry({ host, accountId, region }: EcrRegistry): void {
  if (accountId !== null && !/^\d{12}$/.test(accountId))
    throw new AwsError('AWS_ACCOUNT_INVALID', `"${accountId}" is no AWS account`, {
      hint: 'An account has 12 digits: write it as in the host of its registry, as a string so that zeros at its beginning stay.',
    });
  if (region !== null && !isRegion(region))
    throw new AwsError('AWS_REGION_INVALID', `"${region}" is no AWS region`, {
      hint: 'Write it as AWS does: `eu-west-1`.',
    });
  const named = parseEcrHost(host);
  if (named === null) return;
  if (differ(accountId, named.accountId))
    throw new AwsError(
      'AWS_ACCOUNT_INVALID',
      `${host} is a registry of account ${named.accountId}, not of ${accountId}`,
      {
        hint: 'Leave out the account: the host says it. Who logs in is said by `profile` or `role`.',
      },
    );
  if (differ(region, named.region))
    throw new AwsError(
      'AWS_REGION_INVALID',
      `${host} is a registry in ${named.region}, not in ${region}`,
      { hint: 'Leave out the region: the host says it, and tokens of another one are refused.' },
    );
}

/** Whether both are said, and not the same. */
function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}
