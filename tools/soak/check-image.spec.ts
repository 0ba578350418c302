import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { checkImage } from './check-image';

const digestOf = (bytes: Buffer): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const describeBlob = (bytes: Buffer, mediaType: string) => ({
  mediaType,
  digest: digestOf(bytes),
  size: bytes.length,
});

const CONFIG = Buffer.from('{}');
const LAYER = gzipSync('files with the marker in them');
const MANIFEST = Buffer.from(
  JSON.stringify({
    config: describeBlob(CONFIG, 'application/vnd.oci.image.config.v1+json'),
    layers: [describeBlob(LAYER, 'application/vnd.oci.image.layer.v1.tar+gzip')],
  }),
);
const INDEX = Buffer.from(
  JSON.stringify({
    manifests: [describeBlob(MANIFEST, 'application/vnd.oci.image.manifest.v1+json')],
  }),
);

describe('checkImage', () => {
  let server: Server;
  let registry: string;
  const held = new Map<string, Buffer>();
  beforeAll(async () => {
    server = createServer(({ url = '' }, answer) => {
      const bytes = held.get(url.slice('/v2/soak/one/'.length));
      answer.writeHead(bytes ? 200 : 404).end(bytes);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    registry = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  beforeEach(() => {
    held.clear();
    held.set('manifests/r1', INDEX);
    held.set(`manifests/${digestOf(MANIFEST)}`, MANIFEST);
    held.set(`blobs/${digestOf(CONFIG)}`, CONFIG);
    held.set(`blobs/${digestOf(LAYER)}`, LAYER);
  });

  const check = (more: { digest?: string; marker?: string } = {}) =>
    checkImage({
      ...{
        registry,
        repository: 'soak/one',
        tag: 'r1',
        digest: digestOf(INDEX),
        marker: 'the marker',
      },
      ...more,
    });

  it('finds nothing wrong with an image that is whole', async () => {
    expect(await check()).toEqual([]);
  });

  it('finds another image under the tag', async () => {
    expect(await check({ digest: digestOf(CONFIG) })).toEqual([
      expect.stringContaining('is sha256'),
    ]);
  });

  it('finds another content', async () => {
    expect(await check({ marker: 'another marker' })).toEqual([
      expect.stringContaining('does not hold another marker'),
    ]);
  });

  it.each([
    ['the tag', 'manifests/r1', 'is not there'],
    ['a manifest', `manifests/${digestOf(MANIFEST)}`, 'has no manifest'],
    ['a blob', `blobs/${digestOf(CONFIG)}`, 'has no whole blob'],
  ])('finds that %s is missing', async (_, path, message) => {
    held.delete(path);
    expect((await check())[0]).toContain(message);
  });

  it('finds a blob that is cut', async () => {
    held.set(`blobs/${digestOf(LAYER)}`, LAYER.subarray(0, 10));
    expect((await check())[0]).toContain('has no whole blob');
  });
});
