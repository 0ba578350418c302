import { OCI_INDEX, OCI_MANIFEST } from '../client/media-types';
import { hasPlatforms } from './platforms';

const index = (...platforms: Record<string, string>[]) => ({
  digest: '',
  mediaType: OCI_INDEX,
  bytes: Buffer.from(JSON.stringify({ manifests: platforms.map((platform) => ({ platform })) })),
});
const linux = (architecture: string, variant?: string) => ({
  os: 'linux',
  architecture,
  ...(variant !== undefined && { variant }),
});
const ATTESTATION = { os: 'unknown', architecture: 'unknown' };

describe('hasPlatforms', () => {
  it.each([
    [1, index(linux('amd64'), ATTESTATION), ['linux/amd64'], true],
    [2, index(linux('amd64'), linux('arm64')), ['linux/arm64', 'linux/amd64'], true],
    [3, index(linux('amd64'), ATTESTATION), ['linux/amd64', 'linux/arm64'], false],
    [4, index(linux('arm64', 'v8')), ['linux/arm64'], true],
    [5, index(linux('arm64')), ['linux/arm64/v8'], true],
    [6, index(linux('arm', 'v7')), ['linux/arm'], true],
    [7, index(linux('arm', 'v6')), ['linux/arm/v7'], false],
    [8, index(), ['linux/amd64'], false],
    [9, { ...index(), mediaType: OCI_MANIFEST }, ['linux/amd64'], true],
    [10, { ...index(), mediaType: OCI_MANIFEST }, ['linux/amd64', 'linux/arm64'], false],
  ])('%i', (_, manifest, platforms, answer) => {
    expect(hasPlatforms(manifest, platforms)).toBe(answer);
  });
});
