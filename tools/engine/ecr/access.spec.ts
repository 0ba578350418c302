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
    [1, 'Basic right', null],
    [2, 'Basic wrong', 401],
    [3, 'Bearer right', 401],
    [4, undefined, 401],
  ])('%i: %s', (_number, authorization, status) => {
    expect(refuseStranger(authorization, 'right')?.status ?? null).toBe(status);
  });
});
