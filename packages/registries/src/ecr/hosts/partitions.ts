/** A partition of AWS that has domains of its own; the rules are those of the SDK's endpoints. */
export interface Partition {
  /** What its regions begin with, `''` for what no other partition has. */
  readonly regions: string;
  /** What a registry's host ends with. */
  readonly domain: string;
  /** The same for hosts that have addresses of IPv4 and IPv6, where there are any. */
  readonly dualStackDomain?: string;
}

/** Those with a prefix before the one without. */
export const PARTITIONS: readonly Partition[] = [
  {
    regions: 'cn-',
    domain: 'amazonaws.com.cn',
    dualStackDomain: 'on.amazonwebservices.com.cn',
  },
  { regions: 'eusc-', domain: 'amazonaws.eu', dualStackDomain: 'on.amazonwebservices.eu' },
  { regions: 'us-iso-', domain: 'c2s.ic.gov' },
  { regions: 'us-isob-', domain: 'sc2s.sgov.gov' },
  { regions: 'eu-isoe-', domain: 'cloud.adc-e.uk' },
  { regions: 'us-isof-', domain: 'csp.hci.ic.gov' },
  { regions: '', domain: 'amazonaws.com', dualStackDomain: 'on.aws' },
];

/** The partition that a region is in, by the region's name alone. */
export function partitionOf(region: string): Partition {
  const partition = PARTITIONS.find(({ regions }) => region.startsWith(regions));
  if (partition === undefined) throw new RangeError('the last partition takes every region');
  return partition;
}

/** The domain that a host ends with, where it is one that registries have; else `null`. */
export function domainOf(host: string): string | null {
  const domains = PARTITIONS.flatMap(({ domain, dualStackDomain }) => [
    domain,
    ...(dualStackDomain === undefined ? [] : [dualStackDomain]),
  ]);
  return domains.find((domain) => host.endsWith(`.${domain}`)) ?? null;
}

/** Whether a name has the form of a region's, `eu-west-1`. */
export function isRegion(name: string): boolean {
  return /^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/.test(name);
}
