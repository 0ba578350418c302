import { isSpace, splitFirstWord } from './whitespace';

/**
 * Reads an argument in JSON form; `null` when it is not JSON, which makes it shell form.
 * @throws SyntaxError for an array with anything but strings
 */
export function parseJsonArray(argument: string): string[] | null {
  if (!argument.startsWith('[')) return null;
  let value: unknown[];
  try {
    value = JSON.parse(argument) as unknown[];
  } catch {
    return null;
  }
  if (value.every((item) => typeof item === 'string')) return value;
  throw new SyntaxError('an argument in JSON form may hold strings only');
}

/** Splits at white space outside of quotes; quotes and escapes stay (BuildKit's parseWords). */
export function splitQuotedWords(argument: string, escape: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote: string | null = null;
  for (let at = 0; at < argument.length; at++) {
    const char = argument[at] as string;
    if (quote === null && isSpace(char)) {
      if (word !== '') words.push(word);
      word = '';
      continue;
    }
    if (char === escape && quote !== "'") {
      // An escape at the very end stands for nothing.
      if (at + 1 < argument.length) word += char + argument[++at];
      continue;
    }
    if (quote === null && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = null;
    word += char;
  }
  if (word !== '') words.push(word);
  return words;
}

/** A name and its value as written, quotes included. */
export type Pair = readonly [name: string, value: string];

/**
 * Reads `name=value …`, or the old form `name value` (ENV, LABEL).
 * @throws SyntaxError
 */
export function parsePairs(argument: string, escape: string): Pair[] {
  const words = splitQuotedWords(argument, escape);
  const [first] = words;
  if (first === undefined) throw new SyntaxError('at least one `name=value` is needed');
  if (!first.includes('=')) {
    const { first: name, rest } = splitFirstWord(argument);
    if (rest === null) throw new SyntaxError(`\`${name}\` has no value`);
    return [[name, rest]];
  }
  return words.map((word) => {
    const [name, value] = splitPair(word);
    if (value === null) throw new SyntaxError(`\`${word}\` has no \`=\``);
    return [name, value];
  });
}

/** A build argument; one without `=` has no default. */
export type Argument = readonly [name: string, value: string | null];

/**
 * Reads the names that an ARG declares.
 * @throws SyntaxError
 */
export function parseArguments(argument: string, escape: string): Argument[] {
  const words = splitQuotedWords(argument, escape);
  if (words.length === 0) throw new SyntaxError('at least one name is needed');
  return words.map(splitPair);
}

function splitPair(word: string): Argument {
  const at = word.indexOf('=');
  if (at < 0) return [word, null];
  if (at === 0) throw new SyntaxError(`\`${word}\` has no name before the \`=\``);
  return [word.slice(0, at), word.slice(at + 1)];
}
