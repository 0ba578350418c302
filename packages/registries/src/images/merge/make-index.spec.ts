import fc from 'fast-check';
import { makeIndex } from './make-index';
import type { Descriptor } from './descriptor';

const OCI = 'application/vnd.oci.image.manifest.v1+json';
const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json';
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;

const image = (letter: string, platform: string, mediaType = OCI): Descriptor => {
  const [os = '', architecture = '', variant] = platform.split('/');
  const written = { os, architecture, ...(variant && { variant }) };
  return { mediaType, digest: digest(letter), size: 10, platform: written };
};

const attestation = (letter: string, subject: string): Descriptor => ({
  mediaType: OCI,
  digest: digest(letter),
  size: 20,
  platform: { os: 'unknown', architecture: 'unknown' },
  annotations: {
    'vnd.docker.reference.type': 'attestation-manifest',
    'vnd.docker.reference.digest': digest(subject),
  },
});

const read = (entries: readonly Descriptor[], platforms: string[], annotations = {}) => {
  const { bytes, ...manifest } = makeIndex(entries, { platforms, annotations });
  const index = JSON.parse(Buffer.from(bytes).toString()) as {
    mediaType: string;
    manifests: Descriptor[];
    annotations?: object;
  };
  return { ...manifest, index, digests: index.manifests.map((entry) => entry.digest[7]) };
};

const AMD = image('a', 'linux/amd64');
const ARM = image('b', 'linux/arm64');
const BOTH = ['linux/amd64', 'linux/arm64'];

describe('makeIndex', () => {
  it('puts images by platform, then what tells of them', () => {
    const entries = [attestation('d', 'b'), ARM, attestation('e', 'a'), AMD];
    expect(read(entries, BOTH).digests).toEqual(['a', 'b', 'e', 'd']);
  });

  it('makes the same bytes of the same entries in any order, each once', () => {
    const entries = [AMD, ARM, image('c', 'linux/arm/v7'), attestation('d', 'b'), AMD];
    const { digest: expected } = read(entries, BOTH);
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        expect(read(shuffled, BOTH)).toMatchObject({ digest: expected });
      }),
    );
    expect(read(entries, BOTH).digests).toEqual(['a', 'c', 'b', 'd']);
  });

  it('leaves out an attestation of what is not there', () => {
    expect(read([AMD, attestation('d', 'f')], ['linux/amd64']).digests).toEqual(['a']);
  });

  it('keeps what it does not know', () => {
    const other = { ...AMD, digest: digest('f'), platform: undefined };
    expect(read([other, AMD], ['linux/amd64']).digests).toEqual(['a', 'f']);
  });

  it('takes variants as what they stand for', () => {
    const entries = [image('a', 'linux/amd64/v1'), image('b', 'linux/arm64/v8')];
    expect(read(entries, BOTH).digests).toEqual(['a', 'b']);
    expect(() => read([AMD, image('f', 'linux/amd64/v1')], [])).toThrow(
      expect.objectContaining({ code: 'PLATFORM_TWICE' }),
    );
  });

  it('has images of Windows for several versions', () => {
    const windows = image('a', 'windows/amd64');
    const versions = ['10.0.1', '10.0.2'].map((version, at) => ({
      ...windows,
      digest: digest('ab'[at] ?? ''),
      platform: { ...windows.platform, 'os.version': version },
    }));
    expect(read(versions, ['windows/amd64']).digests).toEqual(['a', 'b']);
  });

  it.each([
    ['a platform is missing', [AMD], BOTH, 'PLATFORM_MISSING'],
    ['there is nothing', [], ['linux/amd64'], 'PLATFORM_MISSING'],
    ['only an attestation is there', [attestation('d', 'a')], ['linux/amd64'], 'PLATFORM_MISSING'],
    ['a platform is double', [AMD, image('f', 'linux/amd64')], BOTH.slice(0, 1), 'PLATFORM_TWICE'],
  ])('refuses where %s', (_, entries, platforms, code) => {
    expect(() => makeIndex(entries, { platforms })).toThrow(
      expect.objectContaining({ code, hint: expect.stringContaining('Nothing was published') }),
    );
  });

  it("is Docker's own list where all in it is Docker's and it has no annotations", () => {
    const entries = [image('a', 'linux/amd64', DOCKER), image('b', 'linux/arm64', DOCKER)];
    expect(read(entries, BOTH).mediaType).toMatch(/docker.distribution.manifest.list/);
    expect(read([AMD, ...entries.slice(1)], BOTH).mediaType).toMatch(/oci.image.index/);
    expect(read(entries, BOTH, { b: '2', a: '1' })).toMatchObject({
      mediaType: expect.stringMatching(/oci.image.index/),
      index: { annotations: { a: '1', b: '2' } },
    });
  });
});
