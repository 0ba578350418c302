/** Text after expansion of variables. */
export interface Word {
  /** The text itself; `null` when it depends on a variable that only the engine knows. */
  readonly literal: string | null;
  /** One spelling for one meaning: a dollar sign is `$$`, and `${NAME…}` is what the engine fills in. */
  readonly canonical: string;
}

/** A piece of a word. What is unknown keeps its `source`, as written. */
export type Part = string | { readonly canonical: string; readonly source: string };

export function literalWord(text: string): Word {
  return { literal: text, canonical: escapeDollars(text) };
}

export function joinParts(parts: readonly Part[]): Word {
  const canonical = parts
    .map((part) => (typeof part === 'string' ? escapeDollars(part) : part.canonical))
    .join('');
  const known = parts.every((part) => typeof part === 'string');
  return { literal: known ? parts.join('') : null, canonical };
}

export function splitWord({ literal, canonical }: Word): Part {
  return literal ?? { canonical, source: canonical };
}

function escapeDollars(text: string): string {
  return text.replaceAll('$', '$$$$');
}
