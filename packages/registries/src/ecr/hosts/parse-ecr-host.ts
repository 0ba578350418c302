import { StageBuildError } from '@docker-stage-build/core';
import type { EcrRegistry } from '../model';
import { domainOf, isRegion, partitionOf } from './partitions';

const PUBLIC_HOSTS = ['public.ecr.aws', 'ecr-public.aws.com'];
const FORM = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

/**
 * Reads the registry of ECR that a host is; `null` for any other host. Hosts are those of
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html, with FIPS, IPv6 and every partition.
 *
 * @param host with its port, where it has one
 * @throws StageBuildError ECR_HOST_INVALID for a host that is meant to be ECR's and cannot be
 */
export function parseEcrHost(host: string): EcrRegistry | null {
  const name = host.toLowerCase().replace(/:443$/, '');
  if (PUBLIC_HOSTS.includes(name))
    return { kind: 'public', host, accountId: null, region: 'us-east-1' };
  const domain = domainOf(name);
  const front = domain === null ? '' : name.slice(0, -domain.length - 1);
  if (domain === null || !isMeantAsEcr(front)) return null;
  const { accountId, region, joint } = splitFront(front, host);
  checkAccount(accountId, host);
  checkRegion(region, host);
  checkDomain({ host, region, domain, joint });
  return { kind: 'private', host, accountId, region };
}

/** Endpoints in a network of one's own have names that say nothing of the account: they are plain registries. */
function isMeantAsEcr(front: string): boolean {
  return /(?:^|\.)(?:dkr[.-])?ecr(?:-fips)?(?:\.|$)/.test(front) && !/(?:^|\.)vpce$/.test(front);
}

interface Front {
  readonly accountId: string;
  readonly region: string;
  readonly joint: string;
}

function splitFront(front: string, host: string): Front {
  const parts = /^([^.]+)\.dkr([.-])ecr(?:-fips)?\.([^.]+)$/.exec(front);
  if (parts === null) throw invalid(host, `it has not the form ${FORM}`);
  const [, accountId = '', joint = '', region = ''] = parts;
  return { accountId, region, joint };
}

function checkAccount(accountId: string, host: string): void {
  if (/^\d{12}$/.test(accountId)) return;
  const has = /^\d+$/.test(accountId) ? `, not ${accountId.length}` : '';
  throw invalid(host, `"${accountId}" is no account: accounts have 12 digits${has}`);
}

function checkRegion(region: string, host: string): void {
  if (!isRegion(region)) throw invalid(host, `"${region}" is no region, as eu-west-1 is`);
}

function checkDomain({
  host,
  region,
  domain,
  joint,
}: Omit<Front, 'accountId'> & { host: string; domain: string }) {
  const { domain: plain, dualStackDomain } = partitionOf(region);
  const expected = joint === '-' ? dualStackDomain : plain;
  if (expected === domain) return;
  const way = expected === undefined ? 'have no IPv6 form' : `end with ${region}.${expected}`;
  throw invalid(host, `registries of the form dkr${joint}ecr in ${region} ${way}`);
}

function invalid(host: string, why: string): StageBuildError {
  return new StageBuildError('ECR_HOST_INVALID', `${host} is no registry of ECR: ${why}`, {
    hint: `Copy the host from the repository's URI: ${FORM}, or public.ecr.aws.`,
  });
}
