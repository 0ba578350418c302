import { errorAt, type Position } from './errors';
import type { Dockerfile, Instruction, StageSource } from './model';
import { suggest } from './nearest';
import { checkInstruction, KEYWORDS } from './parse/check-instruction';
import { splitFlag } from './parse/flag-rules';
import {
  LineError,
  readInstructions,
  type RawDockerfile,
  type RawInstruction,
} from './parse/read-instructions';
import { splitWords } from './parse/whitespace';

export interface ParseOptions {
  /** Path of the Dockerfile, for messages. */
  readonly path?: string;
}

/**
 * Reads a Dockerfile as BuildKit's frontend does, and refuses what it refuses. Two stages of one name are refused
 * too: BuildKit takes the last one silently.
 * @throws StageBuildError DOCKERFILE_INVALID, with the line
 */
export function parseDockerfile(text: string, options: ParseOptions = {}): Dockerfile {
  const path = options.path ?? null;
  const { directives, instructions } = read(text, path);
  const { escape, syntax } = directives;
  const globalArgs: Instruction[] = [];
  const stages: { from: Instruction; instructions: Instruction[] }[] = [];
  for (const raw of instructions) {
    const instruction = checkRaw(raw, { path, line: raw.line, escape });
    const current = stages.at(-1);
    if (instruction.keyword === 'FROM') stages.push({ from: instruction, instructions: [] });
    else if (current) current.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') globalArgs.push(instruction);
    else {
      throw errorAt(
        { path, line: raw.line },
        `${instruction.keyword} comes before the first FROM`,
        {
          hint: 'Only ARG can stand before FROM: move it below.',
        },
      );
    }
  }
  if (stages.length === 0) {
    throw errorAt({ path, line: 1 }, 'there is no FROM', {
      hint: 'Start a stage with `FROM image AS name`.',
    });
  }
  const sources = stages.map(({ from, instructions: own }, index) => toStage(from, index, own));
  refuseDuplicates(sources, path);
  return { path, escape, syntax, globalArgs, stages: sources };
}

function read(text: string, path: string | null): RawDockerfile {
  try {
    const dockerfile = readInstructions(text);
    if (dockerfile.instructions.length > 0) return dockerfile;
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    throw errorAt({ path, line: error.line }, error.message, { hint: error.hint });
  }
  throw errorAt({ path, line: 1 }, 'the Dockerfile is empty', {
    hint: 'Start a stage with `FROM image AS name`.',
  });
}

/** Checks a raw instruction; also one that a trigger of ONBUILD gives. */
export function checkRaw(
  raw: RawInstruction,
  { escape, ...position }: Position & { readonly escape: string },
): Instruction {
  const keyword = raw.keyword.toUpperCase();
  if (!KEYWORDS.includes(keyword)) {
    throw errorAt(position, `unknown instruction ${raw.keyword}`, {
      hint: `${suggest(keyword, KEYWORDS)}A line that goes on needs \`${escape}\` at the end of the one before it.`,
    });
  }
  const { line, argument, heredocs } = raw;
  const instruction = { keyword, line, flags: raw.flags.map(splitFlag), argument, heredocs };
  try {
    checkInstruction(instruction, escape);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw errorAt(position, `${keyword} is malformed: ${error.message}`, {
      hint: `See https://docs.docker.com/reference/dockerfile/#${keyword.toLowerCase()} for its form.`,
    });
  }
  return instruction;
}

function toStage(
  from: Instruction,
  index: number,
  instructions: readonly Instruction[],
): StageSource {
  const [base = '', , name = null] = splitWords(from.argument);
  const platform = from.flags.find((flag) => flag.name === 'platform')?.value ?? null;
  return { index, name, base, platform, line: from.line, instructions };
}

function refuseDuplicates(stages: readonly StageSource[], path: string | null): void {
  const lines = new Map<string, number>();
  for (const { name, line } of stages) {
    if (name === null) continue;
    const id = name.toLowerCase();
    const first = lines.get(id);
    if (first !== undefined) {
      throw errorAt(
        { path, line },
        `a second stage is named ${name}, the first is in line ${first}`,
        {
          hint: 'Give each stage a name of its own; upper and lower case do not tell them apart.',
        },
      );
    }
    lines.set(id, line);
  }
}
