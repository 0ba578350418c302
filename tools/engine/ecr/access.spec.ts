import { parseRegistryPath, refuseStranger } from './access';

describe('parseRegistryPath', () => {
  it.each([
    [1, '/v2/', null],
    [2, '/v2/_catalog', null],
    [3, '/v2/shop/api/manifests/1.0', { repository: 'shop/api', reference: '1.0' }],
    [4, '/v2/api/manifests/sha256:ab', { repository: 'api', reference: 'sha256:ab' }],
    [5, '/v2/shop/api/blobs/uploads/', { repository: 'shop/api' }],
    [6, '/v2/shop/api/blobs/sha256:ab', { repository: 'shop/api' }],
    [7, '/v2/shop/api/tags/list', { repository: 'shop/api' }],
  ])('%i: %s', (_number, path, expected) => {
    expect(parseRegistryPath(path)).toEqual(expected);
  });
});

describe('refuseStranger', () => {
  it.each([
    [1, 'good', null],
    [2, 'expired', 403],
    [3, 'unknown', 401],
    [4, 'none', 401],
  ] as const)('%i: %s', (_number, token, status) => {
    expect(refuseStranger(token)?.status ?? null).toBe(status);
  });
});
