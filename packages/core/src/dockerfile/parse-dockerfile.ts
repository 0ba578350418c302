import { errorAt, type Position } from './errors';
import type { Dockerfile, Instruction, StageSource } from './model';
import { checkRaw } from './parse/check-raw';
import { InstructionReader, type RawInstruction } from './parse/instruction-reader';
import { LineError } from './parse/line-error';
import { splitWords } from './parse/whitespace';

export interface ParseOptions {
  /** Path of the Dockerfile, for messages. */
  readonly path?: string;
}

/** Characters. Nobody writes that many; what has them is not a Dockerfile, or carries files that belong into the context. */
const MAX_LENGTH = 1024 * 1024;

/**
 * Reads a Dockerfile as BuildKit's frontend does, and refuses what it refuses. Two stages of one name are refused
 * too, of which BuildKit silently takes the last one, and files of more than 1 MiB.
 * @throws StageBuildError DOCKERFILE_INVALID, with the line
 */
export function parseDockerfile(text: string, options: ParseOptions = {}): Dockerfile {
  const path = options.path ?? null;
  if (text.length > MAX_LENGTH) throw tooLong(text, path);
  try {
    return readDockerfile(text, path);
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    throw errorAt({ path, line: error.line }, error.message, { hint: error.hint });
  }
}

function tooLong({ length }: string, path: string | null) {
  const size = (length / MAX_LENGTH).toFixed(1);
  return errorAt({ path, line: 1 }, `the Dockerfile has ${size} MiB, more than 1 MiB is not read`, {
    hint: 'Is it the right file? What it carries in heredocs can be files of the context, for COPY.',
  });
}

function readDockerfile(text: string, path: string | null): Dockerfile {
  const reader = new InstructionReader(text);
  const { directives } = reader;
  const globalArgs: Instruction[] = [];
  const stages: OpenStage[] = [];
  const isBroken = text.includes(BROKEN);
  for (let raw = reader.next(); raw; raw = reader.next()) {
    const position = { path, line: raw.line, escape: directives.escape };
    if (isBroken) refuseBroken(raw, position);
    const instruction = checkRaw(raw, position);
    const stage = stages.at(-1);
    if (instruction.keyword === 'FROM') stages.push(startStage(instruction, stages.length));
    else if (stage) stage.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') globalArgs.push(instruction);
    else throw beforeFrom(instruction, position);
  }
  if (stages.length === 0) throw withoutFrom(globalArgs, path);
  refuseDuplicates(stages, path);
  const { escape, syntax } = directives;
  return { path, escape, syntax, globalArgs, stages };
}

/** What decoding puts in the place of bytes that are not UTF-8. */
const BROKEN = '\ufffd';

/** In a comment they do no harm. Elsewhere two Dockerfiles would look equal that are not. */
function refuseBroken({ argument, heredocs }: RawInstruction, position: Position): void {
  const texts = [argument, ...heredocs.map(({ content }) => content)];
  if (!texts.some((text) => text.includes(BROKEN))) return;
  throw errorAt(position, 'the instruction has bytes that are not UTF-8', {
    hint: 'Save the Dockerfile as UTF-8, or COPY what has to be in another encoding from a file.',
  });
}

/** A stage that takes the instructions below its FROM. */
interface OpenStage extends StageSource {
  readonly instructions: Instruction[];
}

function startStage({ argument, flags, line }: Instruction, index: number): OpenStage {
  const [base = '', , name = null] = splitWords(argument);
  const platform = flags.find((flag) => flag.name === 'platform')?.value ?? null;
  return { base, name, platform, line, index, instructions: [] };
}

function beforeFrom({ keyword }: Instruction, position: Position) {
  return errorAt(position, `${keyword} comes before the first FROM`, {
    hint: 'Only ARG can stand before FROM: move it below.',
  });
}

function withoutFrom(globalArgs: readonly Instruction[], path: string | null) {
  const what = globalArgs.length > 0 ? 'there is no FROM' : 'the Dockerfile is empty';
  return errorAt({ path, line: 1 }, what, { hint: 'Start a stage with `FROM image AS name`.' });
}

function refuseDuplicates(stages: readonly StageSource[], path: string | null): void {
  const lines = new Map<string, number>();
  for (const { name, line } of stages) {
    if (name === null) continue;
    const first = lines.get(name.toLowerCase());
    if (first !== undefined) {
      const what = `a second stage is named ${name}, the first is in line ${first}`;
      throw errorAt({ path, line }, what, {
        hint: 'Give each stage a name of its own; upper and lower case do not tell them apart.',
      });
    }
    lines.set(name.toLowerCase(), line);
  }
}
