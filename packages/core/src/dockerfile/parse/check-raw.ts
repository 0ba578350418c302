import { errorAt, type Position } from '../errors';
import type { Instruction } from '../model';
import { suggest } from '../nearest';
import { checkInstruction, KEYWORDS } from './check-instruction';
import { splitFlag } from './flag-rules';
import type { RawInstruction } from './instruction-reader';

/**
 * Checks an instruction of a Dockerfile, or one that a trigger of ONBUILD gives.
 * @throws StageBuildError DOCKERFILE_INVALID
 */
export function checkRaw(
  raw: RawInstruction,
  position: Position & { readonly escape: string },
): Instruction {
  const { escape } = position;
  const keyword = raw.keyword.toUpperCase();
  if (!KEYWORDS.has(keyword)) {
    const nearest = suggest(keyword, KEYWORDS);
    throw errorAt(position, `unknown instruction ${raw.keyword.slice(0, 60)}`, {
      hint: `${nearest}A line that goes on needs \`${escape}\` at the end of the one before it.`,
    });
  }
  const { line, argument, heredocs } = raw;
  const instruction = { keyword, line, flags: raw.flags.map(splitFlag), argument, heredocs };
  try {
    checkInstruction(instruction, escape);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw errorAt(position, `${keyword}: ${error.message}`, {
      hint: `See https://docs.docker.com/reference/dockerfile/#${keyword.toLowerCase()} for its form.`,
    });
  }
  return instruction;
}
