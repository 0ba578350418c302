import { localExport, localImport } from './local-cache';
import { registryExport, registryImport } from './registry-cache';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const MANIFEST = 'oci-mediatypes=true,image-manifest=true';

describe('values of --cache-from and --cache-to', () => {
  it.each([
    [1, registryImport('host/a:cache-x'), 'type=registry,ref=host/a:cache-x'],
    [
      2,
      registryImport('h/a:b', { insecure: true }),
      'type=registry,ref=h/a:b,registry.insecure=true',
    ],
    [3, registryImport('h/a:b', { insecure: false }), 'type=registry,ref=h/a:b'],
    [4, registryExport('h/a:b'), `type=registry,ref=h/a:b,mode=max,${MANIFEST}`],
    [
      5,
      registryExport('h/a:b', {
        mode: 'min',
        ignoreError: true,
        insecure: true,
        compression: 'zstd',
      }),
      `type=registry,ref=h/a:b,mode=min,${MANIFEST},compression=zstd,ignore-error=true,registry.insecure=true`,
    ],
    [
      6,
      registryExport('h/a:b', { ociMediaTypes: false, imageManifest: false }),
      'type=registry,ref=h/a:b,mode=max,oci-mediatypes=false,image-manifest=false',
    ],
    [7, localImport('/c', DIGEST), `type=local,src=/c,digest=${DIGEST}`],
    [8, localImport('/c,d', DIGEST), `type=local,"src=/c,d",digest=${DIGEST}`],
    [9, localExport('/c'), `type=local,dest=/c,mode=max,${MANIFEST}`],
    [
      10,
      localExport('/c"d', { tag: 'cache-x', mode: 'min', ignoreError: true }),
      `type=local,"dest=/c""d",tag=cache-x,mode=min,${MANIFEST},ignore-error=true`,
    ],
  ])('%i', (_, value, text) => {
    expect(value).toBe(text);
  });
});
