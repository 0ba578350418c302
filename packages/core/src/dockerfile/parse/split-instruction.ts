import { splitFlags } from './split-flags';
import { splitFirstWord, trim } from './whitespace';

/** One logical line, cut. */
export interface Pieces {
  /** As written. */
  readonly keyword: string;
  readonly flags: readonly string[];
  readonly argument: string;
}

/** Cuts an instruction that is a single line, such as the trigger of an ONBUILD. */
export function splitInstruction(text: string, escape: string): Pieces {
  const { first: keyword, rest } = splitFirstWord(trim(text));
  const { flags, argument } = splitFlags(rest ?? '', escape);
  return { keyword, flags, argument: trim(argument) };
}
