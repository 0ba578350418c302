const MASK = '***';
/** Shorter ones would mask much of any text. */
const SHORTEST = 4;

/** Collects secrets and takes them out of texts that people will see. */
export class Redactor {
  readonly #secrets = new Set<string>();

  add(...secrets: readonly string[]): void {
    for (const secret of secrets) {
      if (secret.length < SHORTEST) continue;
      const inJson = JSON.stringify(secret).slice(1, -1);
      this.#secrets.add(secret).add(encodeURIComponent(secret)).add(inJson);
    }
  }

  redact(text: string): string {
    // The longest first: one secret may be a part of another.
    const secrets = [...this.#secrets].sort((a, b) => b.length - a.length);
    return secrets.reduce((result, secret) => result.replaceAll(secret, MASK), text);
  }
}
