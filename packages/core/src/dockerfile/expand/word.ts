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

/**
 * A few lines of `ENV A=$A$A` make a value without end. Linux takes no variable beyond 128 KiB (MAX_ARG_STRLEN), and a regular
 * expression that backtracks over millions of characters can run out of its stack.
 */
const MAX_LENGTH = 1024 * 1024;

/** @throws SyntaxError for a word that is longer than any use of it */
export function joinParts(parts: readonly Part[]): Word {
  let length = 0;
  for (const part of parts)
    length += typeof part === 'string' ? part.length : part.canonical.length;
  if (length > MAX_LENGTH) throw new SyntaxError(`the result has ${length} characters`);
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
  return text.includes('$') ? text.replaceAll('$', '$$$$') : text;
}
