import { ECRClient } from '@aws-sdk/client-ecr';
import { isRegion, partitionOf } from './partitions';

// Every partition of the SDK's rules: a new one changes what an unknown region falls into.
it.each([
  'eu-west-1',
  'us-gov-west-1',
  'mx-central-1',
  'cn-north-1',
  'cn-northwest-1',
  'eusc-de-east-1',
  'us-iso-east-1',
  'us-isob-west-1',
  'eu-isoe-west-1',
  'us-isof-south-1',
])("%s has the domain that AWS's SDK knows", (region) => {
  const { config } = new ECRClient({ region });
  const { url } = config.endpointProvider({
    Region: region,
    UseFIPS: false,
    UseDualStack: false,
  });
  expect(url.hostname).toBe(`api.ecr.${region}.${partitionOf(region).domain}`);
  expect(isRegion(region)).toBe(true);
});

it.each(['', 'eu', 'eu-west', 'euwest1', 'EU-WEST-1', 'eu-west-1a', 'eu_west_1', 'eu-west-1.x'])(
  '"%s" is no region',
  (name) => {
    expect(isRegion(name)).toBe(false);
  },
);
