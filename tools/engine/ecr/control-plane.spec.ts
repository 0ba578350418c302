import { correctAnswer, isTagConflict, withDigest } from './control-plane';

const IDENTITY = { accountId: '123456789012', region: 'eu-west-1', address: '127.0.0.1:4511' };

it('leads to the gateway', () => {
  const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
  const moto = { proxyEndpoint: `https://${host}`, repositoryUri: `${host}/shop/api` };
  expect(JSON.parse(correctAnswer(JSON.stringify(moto), IDENTITY))).toEqual({
    proxyEndpoint: 'http://127.0.0.1:4511',
    repositoryUri: '127.0.0.1:4511/shop/api',
  });
});

it('adds the digest of the manifest as it is', () => {
  const input = withDigest({ repositoryName: 'a', imageManifest: '{}' });
  expect(input.imageDigest).toBe(
    'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  );
});

it.each([
  [1, 400, 'ImageAlreadyExistsException: image with digest sha256:other', true],
  [2, 400, 'ImageAlreadyExistsException: image with digest sha256:mine', false],
  [3, 400, 'InvalidParameterException', false],
  [4, 200, '{}', false],
])('%i: a tag is taken by another image', (_number, status, body, expected) => {
  expect(isTagConflict({ status, body }, 'sha256:mine')).toBe(expected);
});
