import { literalWord } from '../expand/word';
import type { Instruction } from '../model';
import { parseArguments, parseJsonArray, parsePairs } from '../parse/arguments';
import { readList } from '../parse/check-instruction';
import { splitWords } from '../parse/whitespace';
import type { Step } from '../stage-graph-model';
import { ownValue } from './global-args';
import { makeCopyStep } from './make-copy-step';
import { makeRunStep } from './make-run-step';
import { renderFlags, renderHeredocs, renderPair, renderWord } from './render';
import { expander, makeStep, type MakeStep, type StepContext } from './step-context';

const MAKERS: Readonly<Record<string, MakeStep>> = {
  ADD: makeCopyStep,
  ARG: declareArgs,
  CMD: makeCommandStep,
  COPY: makeCopyStep,
  ENTRYPOINT: makeCommandStep,
  ENV: makeEnvStep,
  EXPOSE: makeExposeStep,
  HEALTHCHECK: makeHealthcheckStep,
  LABEL: makeLabelStep,
  MAINTAINER: makePlainStep,
  ONBUILD: makePlainStep,
  RUN: makeRunStep,
  SHELL: makeCommandStep,
  STOPSIGNAL: makeValueStep,
  USER: makeValueStep,
  VOLUME: makeVolumeStep,
  WORKDIR: makeValueStep,
};

/**
 * Carries out the instructions of a stage on its scope and gives the steps they make. Which words are expanded is
 * BuildKit's choice (instructions/commands.go): CMD, ENTRYPOINT, HEALTHCHECK and the text of a RUN are not.
 */
export function makeSteps(instructions: readonly Instruction[], context: StepContext): Step[] {
  const steps: Step[] = [];
  for (const instruction of instructions) {
    const step = (MAKERS[instruction.keyword] as MakeStep)(instruction, context);
    if (step !== null) steps.push(step);
  }
  return steps;
}

function declareArgs(instruction: Instruction, context: StepContext): null {
  const { setting, scope } = context;
  const expand = expander(instruction, context);
  for (const [name, fallback] of parseArguments(instruction.argument, setting.escape)) {
    const given = ownValue(setting.buildArgs, name);
    const global = setting.globals.lookup(name);
    if (given !== undefined) scope.setArg(name, literalWord(given));
    else if (fallback !== null) scope.setArg(name, expand(fallback));
    else if (typeof global !== 'string') scope.setArg(name, global);
  }
  return null;
}

function makeEnvStep(instruction: Instruction, context: StepContext): Step {
  // All values are expanded before the first is set.
  const pairs = expandPairs(instruction, context);
  for (const [name, value] of pairs) context.scope.setEnv(name.literal ?? name.canonical, value);
  return makeStep(instruction, renderPairs(instruction, pairs));
}

function makeLabelStep(instruction: Instruction, context: StepContext): Step {
  return makeStep(instruction, renderPairs(instruction, expandPairs(instruction, context)));
}

function expandPairs(instruction: Instruction, context: StepContext) {
  const expand = expander(instruction, context);
  return parsePairs(instruction.argument, context.setting.escape).map(
    ([name, value]) => [expand(name), expand(value)] as const,
  );
}

function renderPairs({ keyword }: Instruction, pairs: ReturnType<typeof expandPairs>): string {
  return [keyword, ...pairs.map(([name, value]) => renderPair(name, value))].join(' ');
}

function makeCommandStep(instruction: Instruction): Step {
  const { keyword, argument } = instruction;
  const list = parseJsonArray(argument);
  return makeStep(instruction, `${keyword} ${list ? JSON.stringify(list) : argument}`);
}

function makeHealthcheckStep(instruction: Instruction): Step {
  const { keyword, flags, argument } = instruction;
  return makeStep(instruction, `${keyword}${renderFlags(flags)} ${argument}`);
}

function makePlainStep(instruction: Instruction): Step {
  const { keyword, argument, heredocs } = instruction;
  return makeStep(instruction, `${keyword} ${argument}${renderHeredocs(heredocs)}`);
}

function makeValueStep(instruction: Instruction, context: StepContext): Step {
  const value = expander(instruction, context)(instruction.argument);
  return makeStep(instruction, `${instruction.keyword} ${value.canonical}`);
}

function makeExposeStep(instruction: Instruction, context: StepContext): Step {
  const ports = splitWords(instruction.argument).map(expander(instruction, context));
  return makeStep(instruction, [instruction.keyword, ...ports.map(renderWord).sort()].join(' '));
}

function makeVolumeStep(instruction: Instruction, context: StepContext): Step {
  const volumes = readList(instruction.argument).map(expander(instruction, context));
  return makeStep(instruction, [instruction.keyword, ...volumes.map(renderWord)].join(' '));
}
