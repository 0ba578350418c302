import { AwsError } from '../errors/aws-error';
import { isRegion } from '../hosts/partitions';
import type { EcrRegistry } from '../model';

/**
 * Refuses what AWS would refuse in words of its own, or what would lead to an address that does not exist.
 * @throws AwsError AWS_ACCOUNT_INVALID or AWS_REGION_INVALID
 */
export function checkRegistry({ accountId, region }: EcrRegistry): void {
  if (accountId !== null && !/^\d{12}$/.test(accountId))
    throw new AwsError('AWS_ACCOUNT_INVALID', `"${accountId}" is no AWS account`, {
      hint: 'An account has 12 digits: write it as in the host of its registry, as a string so that zeros at its beginning stay.',
    });
  if (region !== null && !isRegion(region))
    throw new AwsError('AWS_REGION_INVALID', `"${region}" is no AWS region`, {
      hint: 'Write it as AWS does: `eu-west-1`.',
    });
}
