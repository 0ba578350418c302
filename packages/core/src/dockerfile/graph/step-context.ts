import type { Word } from '../expand/word';
import type { Instruction } from '../model';
import type { Step } from '../stage-graph-model';
import { expand, type ExpandOptions } from './expander';
import type { Scope } from './scope';
import type { Setting } from './setting';

/** What an instruction meets when its turn comes. */
export interface StepContext {
  readonly setting: Setting;
  readonly scope: Scope;
}

/** Makes the step of an instruction; `null` when it only changes the scope. */
export type MakeStep = (instruction: Instruction, context: StepContext) => Step | null;

/** Most steps have no such things: they share a list. */
const NONE: readonly never[] = [];

export function makeStep(
  { keyword, line }: Instruction,
  text: string,
  {
    args = NONE,
    reads = NONE,
    secrets = NONE,
  }: Partial<Pick<Step, 'args' | 'reads' | 'secrets'>> = {},
): Step {
  return { keyword, line, text, args, reads, secrets };
}

export function expandOptions(
  { line }: Instruction,
  { setting, scope }: StepContext,
): ExpandOptions {
  return { path: setting.path, line, escape: setting.escape, lookup: scope.lookup };
}

/** An expander for the words of one instruction. */
export function expander(instruction: Instruction, context: StepContext): (text: string) => Word {
  const options = expandOptions(instruction, context);
  return (text) => expand(text, options);
}
