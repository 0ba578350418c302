import type { Instruction, StageSource } from '../model';
import { checkRaw } from '../parse/check-raw';
import { splitInstruction } from '../parse/split-instruction';

/**
 * The instructions that the ONBUILDs of a stage put before those of a stage on top of it. They stand in the line of
 * that stage's FROM.
 */
export function readTriggers(
  base: StageSource,
  { path, line }: { readonly path: string | null; readonly line: number },
): Instruction[] {
  return base.instructions
    .filter(({ keyword }) => keyword === 'ONBUILD')
    .map(({ argument, heredocs }) => {
      // BuildKit reads a trigger on its own, so without the escape directive of the file.
      const pieces = splitInstruction(argument, '\\');
      return checkRaw({ ...pieces, line, heredocs }, { path, line, escape: '\\' });
    });
}
