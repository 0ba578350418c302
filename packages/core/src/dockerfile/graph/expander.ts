import { errorAt, type Position } from '../errors';
import { lexWord, type LexOptions } from '../expand/lexer';
import { RequiredVariableError, type Lookup } from '../expand/substitution';
import type { Word } from '../expand/word';

export interface ExpandOptions extends Position {
  readonly escape: string;
  readonly lookup: Lookup;
}

/**
 * Expands the variables of one word.
 * @throws StageBuildError DOCKERFILE_INVALID for a substitution that is malformed, ARG_WITHOUT_VALUE for `${NAME:?…}`
 */
export function expand(text: string, options: ExpandOptions): Word {
  return expandWith(text, options, options);
}

/** Expands the body of a heredoc, where quotes mean nothing and the escape is always a backslash. */
export function expandBody(text: string, options: ExpandOptions): Word {
  return expandWith(text, { lookup: options.lookup, escape: '\\', plainQuotes: true }, options);
}

function expandWith(text: string, options: LexOptions, position: Position): Word {
  try {
    return lexWord(text, options);
  } catch (error) {
    if (error instanceof RequiredVariableError) {
      const { variable, message } = error;
      throw errorAt(position, message, { code: 'ARG_WITHOUT_VALUE', hint: hintForValue(variable) });
    }
    if (!(error instanceof SyntaxError)) throw error;
    throw errorAt(position, `cannot expand \`${shorten(text)}\`: ${error.message}`, {
      hint: 'Put the escape character before a `$` or a quote that is meant as it is.',
    });
  }
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** How a build argument is given a value. */
export function hintForValue(name: string): string {
  return `Pass it as build argument ${name}, or give it a default with \`ARG ${name}=value\`.`;
}
