import fc from 'fast-check';
import { parseEcrHost } from './parse-ecr-host';
import { PARTITIONS } from './partitions';

const ACCOUNT = '123456789012';

describe('parseEcrHost', () => {
  it.each([
    [1, `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com`, 'eu-west-1'],
    [2, `${ACCOUNT}.dkr.ecr.us-gov-west-1.amazonaws.com`, 'us-gov-west-1'],
    [3, `${ACCOUNT}.dkr.ecr.cn-northwest-1.amazonaws.com.cn`, 'cn-northwest-1'],
    [4, `${ACCOUNT}.dkr.ecr-fips.us-east-2.amazonaws.com`, 'us-east-2'],
    [5, `${ACCOUNT}.dkr-ecr.eu-central-2.on.aws`, 'eu-central-2'],
    [6, `${ACCOUNT}.dkr-ecr-fips.us-gov-east-1.on.aws`, 'us-gov-east-1'],
    [7, `${ACCOUNT}.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn`, 'cn-north-1'],
    [8, `${ACCOUNT}.dkr.ecr.eusc-de-east-1.amazonaws.eu`, 'eusc-de-east-1'],
    [9, `${ACCOUNT}.dkr-ecr.eusc-de-east-1.on.amazonwebservices.eu`, 'eusc-de-east-1'],
    [10, `${ACCOUNT}.dkr.ecr.us-iso-east-1.c2s.ic.gov`, 'us-iso-east-1'],
    [11, `${ACCOUNT}.dkr.ecr.us-isob-east-1.sc2s.sgov.gov`, 'us-isob-east-1'],
    [12, `${ACCOUNT}.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk`, 'eu-isoe-west-1'],
    [13, `${ACCOUNT}.dkr.ecr.us-isof-south-1.csp.hci.ic.gov`, 'us-isof-south-1'],
    [14, `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com:443`, 'eu-west-1'],
    [15, `${ACCOUNT}.DKR.ECR.eu-west-1.amazonaws.com`, 'eu-west-1'],
  ])('%i: %s is private', (_number, host, region) => {
    expect(parseEcrHost(host)).toEqual({ kind: 'private', host, accountId: ACCOUNT, region });
  });

  it.each(['public.ecr.aws', 'ecr-public.aws.com'])('%s is the public one', (host) => {
    expect(parseEcrHost(host)).toEqual({
      kind: 'public',
      host,
      accountId: null,
      region: 'us-east-1',
    });
  });

  it.each([
    'docker.io',
    'ghcr.io',
    '127.0.0.1:5000',
    'amazonaws.com',
    's3.eu-west-1.amazonaws.com',
    'gallery.ecr.aws',
    '000000000000.dkr.ecr.us-east-1.localhost.localstack.cloud:4566',
    `${ACCOUNT}.dkr.ecr.eu-west-1.example.com`,
    'vpce-0a1b.dkr.ecr.us-east-1.vpce.amazonaws.com',
  ])('%s is none of ECR', (host) => {
    expect(parseEcrHost(host)).toBeNull();
  });

  it.each([
    [1, '12345678901.dkr.ecr.eu-west-1.amazonaws.com', /"12345678901" is no account.*not 11/],
    [2, '1234567890123.dkr.ecr.eu-west-1.amazonaws.com', /not 13/],
    [3, 'shop.dkr.ecr.eu-west-1.amazonaws.com', /"shop" is no account: accounts have 12 digits$/],
    [4, `${ACCOUNT}.dkr.ecr.euwest1.amazonaws.com`, /"euwest1" is no region/],
    [5, `${ACCOUNT}.dkr.ecr.eu-west.amazonaws.com`, /"eu-west" is no region/],
    [6, `${ACCOUNT}.dkr.ecr.amazonaws.com`, /has not the form/],
    [7, `${ACCOUNT}.ecr.eu-west-1.amazonaws.com`, /has not the form/],
    [8, 'api.ecr.eu-west-1.amazonaws.com', /has not the form/],
    [9, 'dkr.ecr.eu-west-1.amazonaws.com', /has not the form/],
    [10, `${ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com`, /end with cn-north-1\.amazonaws\.com\.cn/],
    [11, `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com.cn`, /end with eu-west-1\.amazonaws\.com$/],
    [12, `${ACCOUNT}.dkr.ecr.eu-west-1.on.aws`, /end with eu-west-1\.amazonaws\.com$/],
    [13, `${ACCOUNT}.dkr-ecr.eu-west-1.amazonaws.com`, /end with eu-west-1\.on\.aws/],
    [14, `${ACCOUNT}.dkr-ecr.us-iso-east-1.c2s.ic.gov`, /have no IPv6 form/],
    [15, `https.${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com`, /has not the form/],
  ])('%i: %s is refused', (_number, host, message) => {
    expect(() => parseEcrHost(host)).toThrow(
      expect.objectContaining({
        code: 'ECR_HOST_INVALID',
        message: expect.stringMatching(message),
        hint: expect.stringContaining('Copy the host'),
      }),
    );
  });

  const accounts = fc.nat(999_999_999_999).map((number) => String(number).padStart(12, '0'));
  const areas = fc.constantFrom('xa-north', 'xb-southeast', 'xc-gov-west');
  const places = fc
    .tuple(fc.constantFrom(...PARTITIONS), areas, fc.integer({ min: 1, max: 12 }), fc.nat(2))
    .map(([{ regions, domain, dualStackDomain = domain }, area, number, form]) => {
      const plain = dualStackDomain === domain;
      const ecr = ['dkr.ecr', 'dkr.ecr-fips', plain ? 'dkr.ecr' : 'dkr-ecr'][form];
      const end = form === 2 ? dualStackDomain : domain;
      return { region: `${regions}${area}-${number}`, ecr, end };
    });

  it('reads what it is made of, in every partition', () => {
    fc.assert(
      fc.property(accounts, places, (accountId, { region, ecr, end }) => {
        const host = `${accountId}.${ecr}.${region}.${end}`;
        expect(parseEcrHost(host)).toEqual({ kind: 'private', host, accountId, region });
      }),
    );
  });

  it('answers or explains, whatever the host', () => {
    const pieces = fc.constantFrom(ACCOUNT, '1', 'dkr', 'ecr', 'dkr-ecr', 'eu-west-1', 'x', 'aws');
    const hosts = fc.tuple(fc.array(pieces), fc.constantFrom('amazonaws.com', 'on.aws', 'io', ''));
    fc.assert(
      fc.property(hosts, ([parts, domain]) => {
        const host = [...parts, domain].join('.');
        try {
          const found = parseEcrHost(host);
          expect(found?.host ?? host).toBe(host);
        } catch (error) {
          expect(error).toMatchObject({ code: 'ECR_HOST_INVALID' });
        }
      }),
    );
  });
});
