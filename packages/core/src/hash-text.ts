import { createHash, hash } from 'node:crypto';

/** SHA-256 of a text, as 64 hexadecimal digits. */
export function hashText(text: string): string {
  return hash('sha256', text, 'hex');
}

/** The same of texts as if they were one. */
export function hashTexts(texts: readonly string[]): string {
  if (texts.length === 1) return hashText(texts[0] as string);
  const sum = createHash('sha256');
  for (const text of texts) sum.update(text);
  return sum.digest('hex');
}
