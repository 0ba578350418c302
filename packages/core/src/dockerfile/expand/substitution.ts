import type { Lexer } from './lexer';
import { replaceAll, replaceFirst, trimPrefix, trimSuffix } from './pattern';
import { joinParts, splitWord, type Part, type Word } from './word';

/** What is known of a variable: its value, that it is not set, or nothing (a base image may set it). */
export type Variable = Word | 'unset' | 'unknown';
export type Lookup = (name: string) => Variable;

/** A `${NAME:?message}` whose variable has no value. */
export class RequiredVariableError extends Error {
  constructor(
    readonly variable: string,
    message: string,
  ) {
    super(`${variable}: ${message}`);
  }
}

/** Reads a `$…` and gives what it stands for. */
export function substitute(lexer: Lexer): Part[] {
  const start = lexer.position;
  lexer.next();
  if (lexer.peek() !== '{') {
    const name = readName(lexer);
    return name === '' ? ['$'] : insert(lexer, { name, start });
  }
  lexer.next();
  const first = lexer.peek();
  if (first === undefined) throw new SyntaxError('missing `}`');
  if (first === '{' || first === '}' || first === ':') throw new SyntaxError('bad substitution');
  const name = readName(lexer);
  const operator = lexer.next();
  switch (operator) {
    case '}':
      return insert(lexer, { name, start });
    case '/':
      return replace(lexer, { name, start });
    case ':':
    case '+':
    case '-':
    case '?':
    case '#':
    case '%':
      return modify(lexer, { name, start, operator });
    case undefined:
      throw new SyntaxError('missing `}`');
    default:
      throw unsupported(operator);
  }
}

interface Reference {
  readonly name: string;
  /** Where it starts, at the dollar sign. */
  readonly start: number;
}

function insert(lexer: Lexer, { name, start }: Reference): Part[] {
  const variable = lexer.options.lookup(name);
  if (variable === 'unset') return [];
  if (variable !== 'unknown') return [splitWord(variable)];
  return [{ canonical: `\${${name}}`, source: lexer.since(start) }];
}

function modify(lexer: Lexer, reference: Reference & { readonly operator: string }): Part[] {
  const emptyIsUnset = reference.operator === ':';
  const operator = emptyIsUnset ? (lexer.next() ?? '') : reference.operator;
  const isPattern = operator === '#' || operator === '%';
  if (!'+-?#%'.includes(operator) || (isPattern && emptyIsUnset)) {
    throw unsupported(emptyIsUnset ? `:${operator}` : operator);
  }
  const argument = joinParts(lexer.readUntil('}', { rawEscapes: isPattern }));
  const variable = lexer.options.lookup(reference.name);
  const unknown = (): Part[] => [
    describe(lexer, { ...reference, variable, operator: (emptyIsUnset ? ':' : '') + operator }, [
      argument,
    ]),
  ];

  if (isPattern) {
    const value = variable === 'unset' ? '' : variable === 'unknown' ? null : variable.literal;
    if (value === null || argument.literal === null) return unknown();
    return [trimMatch(value, operator, argument.literal)];
  }
  if (variable === 'unknown') return unknown();
  // A value that is set, but unknown, may be empty.
  if (emptyIsUnset && variable !== 'unset' && variable.literal === null) return unknown();
  const isSet = variable !== 'unset' && !(emptyIsUnset && variable.literal === '');
  if (operator === '+') return isSet ? [splitWord(argument)] : [];
  if (isSet) return [splitWord(variable)];
  if (operator === '-') return [splitWord(argument)];
  const state = variable === 'unset' ? 'unset' : 'empty';
  throw new RequiredVariableError(
    reference.name,
    argument.literal || argument.canonical || `is not allowed to be ${state}`,
  );
}

/** A pattern that starts with its operator once more takes the longest match. */
function trimMatch(value: string, operator: string, pattern: string): string {
  const greedy = pattern.startsWith(operator);
  const trimmed = greedy ? pattern.slice(1) : pattern;
  const trim = operator === '%' ? trimSuffix : trimPrefix;
  return trim(value, trimmed, greedy);
}

function replace(lexer: Lexer, reference: Reference): Part[] {
  const all = lexer.peek() === '/';
  if (all) lexer.next();
  const pattern = joinParts(lexer.readUntil('/', { rawEscapes: true }));
  const replacement = joinParts(lexer.readUntil('}', { rawEscapes: true }));
  const variable = lexer.options.lookup(reference.name);
  const value = variable === 'unset' ? '' : variable === 'unknown' ? null : variable.literal;
  if (value === null || pattern.literal === null || replacement.literal === null) {
    const operator = all ? '//' : '/';
    return [describe(lexer, { ...reference, variable, operator }, [pattern, replacement])];
  }
  return [(all ? replaceAll : replaceFirst)(value, pattern.literal, replacement.literal)];
}

/** Spells a substitution that is left to the engine, with quotes where two spellings could meet. */
function describe(
  lexer: Lexer,
  reference: Reference & { readonly variable: Variable; readonly operator: string },
  operands: readonly Word[],
): Part {
  const { name, variable, operator, start } = reference;
  const known = typeof variable === 'string' ? name : JSON.stringify(variable.canonical);
  const special = operator.startsWith('/') ? /["/}]/ : /["}]/;
  const quoted = operands
    .map(({ canonical }) => (special.test(canonical) ? JSON.stringify(canonical) : canonical))
    .join('/');
  return { canonical: `\${${known}${operator}${quoted}}`, source: lexer.since(start) };
}

/** Reads letters, digits and `_`; or digits alone; or one of the shell's special parameters. */
function readName(lexer: Lexer): string {
  const first = lexer.peek() ?? '';
  if (/^[@*#?\-$!]$/.test(first)) return lexer.next() as string;
  const member = /^\p{Nd}$/u.test(first) ? /^\p{Nd}$/u : /^[\p{L}\p{Nd}_]$/u;
  const start = lexer.position;
  while (member.test(lexer.peek() ?? '')) lexer.next();
  return lexer.since(start);
}

function unsupported(modifier: string): SyntaxError {
  return new SyntaxError(`unsupported modifier \`${modifier}\` in a substitution`);
}
