import { REGISTRY } from '../testing/asked';
import { clientSettings } from './client-settings';

const provider = async () => ({ accessKeyId: 'id', secretAccessKey: 'key' });
const ACCOUNT = '123456789012';

it.each([
  [1, `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com`, [undefined, undefined]],
  [2, `${ACCOUNT}.dkr.ecr-fips.us-east-1.amazonaws.com`, [true, undefined]],
  [3, `${ACCOUNT}.dkr-ecr.us-east-1.on.aws`, [undefined, true]],
  [4, `${ACCOUNT}.dkr-ecr-fips.us-east-1.on.aws`, [true, true]],
  [5, '127.0.0.1:4511', [undefined, undefined]],
])('%i: the API of %s is asked in the way of its registry', (_number, host, ways) => {
  const settings = clientSettings({ ...REGISTRY, host }, {}, provider);
  expect([settings.useFipsEndpoint, settings.useDualstackEndpoint]).toEqual(ways);
});

it('leaves to AWS what is not said', () => {
  const settings = clientSettings({ ...REGISTRY, region: null }, {}, provider);
  expect(settings).not.toHaveProperty('region');
  expect(settings).not.toHaveProperty('endpoint');
});
