const PREFIX = 'image-';
const FINGERPRINT_TAG = new RegExp(`^${PREFIX}[0-9a-f]{64}$`);

/** The tag under which an image can be found by its fingerprint, beside the tags that were asked for. */
export function fingerprintTag(fingerprint: string): string {
  return `${PREFIX}${fingerprint}`;
}

/** Whether a tag has the form of {@link fingerprintTag}: users may not write such tags themselves. */
export function isFingerprintTag(tag: string): boolean {
  return FINGERPRINT_TAG.test(tag);
}
