import fc from 'fast-check';
import { formatImageRef, parseImageRef } from './image-ref';
import { fingerprintTag, isFingerprintTag } from './fingerprint-tag';

const fingerprints = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 64, maxLength: 64 })
  .map((digits) => digits.join(''));

describe('the tag of a fingerprint', () => {
  it('is a tag of any repository, as it stands', () => {
    fc.assert(
      fc.property(fingerprints, (fingerprint) => {
        const tag = fingerprintTag(fingerprint);
        const name = `registry.example.com/shop/api:${tag}`;
        expect(formatImageRef(parseImageRef(name))).toBe(name);
        expect(isFingerprintTag(tag)).toBe(true);
      }),
    );
  });

  it('is another one for another fingerprint', () => {
    fc.assert(
      fc.property(fingerprints, fingerprints, (one, other) => {
        expect(fingerprintTag(one) === fingerprintTag(other)).toBe(one === other);
      }),
    );
  });

  it.each([
    'latest',
    'image',
    'image-1.2',
    `image-${'a'.repeat(63)}`,
    `my-image-${'a'.repeat(64)}`,
  ])('is not %s', (tag) => expect(isFingerprintTag(tag)).toBe(false));
});
