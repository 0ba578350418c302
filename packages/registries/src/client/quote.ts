const MAX_QUOTE = 256;

/** What somebody else said, fit for an error's text: in one line, at most 256 bytes, without secrets. */
export function quote(text: string, redact: (text: string) => string): string {
  // Redacted before it is cut: half a secret is recognised no more.
  const line = redact(text)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return Buffer.from(line)
    .subarray(0, MAX_QUOTE)
    .toString()
    .replace(/\uFFFD$/, '');
}
