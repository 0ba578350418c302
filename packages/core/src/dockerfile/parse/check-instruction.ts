import type { Instruction } from '../model';
import { parseArguments, parseJsonArray, parsePairs } from './arguments';
import { checkFlags } from './flag-rules';
import { checkHealthcheck } from './healthcheck';
import { isHeredoc } from './heredoc';
import { parseMountFields } from './mount';
import { splitInstruction } from './split-instruction';
import { splitWords } from './whitespace';

type Check = (instruction: Instruction, escape: string) => void;

/** What BuildKit's parser asks of each instruction before anything is expanded (instructions/parse.go). */
const CHECKS: Readonly<Record<string, Check>> = {
  ADD: checkCopy,
  ARG: ({ argument }, escape) => void parseArguments(argument, escape),
  CMD: checkCommand,
  COPY: checkCopy,
  ENTRYPOINT: checkCommand,
  ENV: ({ argument }, escape) => void parsePairs(argument, escape),
  EXPOSE: needArgument,
  FROM: checkFrom,
  HEALTHCHECK: checkHealthcheck,
  LABEL: ({ argument }, escape) => void parsePairs(argument, escape),
  MAINTAINER: needArgument,
  ONBUILD: checkOnbuild,
  RUN: checkRun,
  SHELL: checkShell,
  STOPSIGNAL: needArgument,
  USER: needArgument,
  VOLUME: checkVolume,
  WORKDIR: needArgument,
};

/** Every instruction of a Dockerfile, in upper case. */
export const KEYWORDS: ReadonlySet<string> = new Set(Object.keys(CHECKS));

const STAGE_NAME = /^[a-z][a-z0-9\-_.]*$/;

/**
 * Checks flags and form of an instruction.
 * @throws SyntaxError
 */
export function checkInstruction(instruction: Instruction, escape: string): void {
  const { keyword, flags, argument } = instruction;
  // HEALTHCHECK NONE is read without its flags.
  if (keyword !== 'HEALTHCHECK' || !/^none$/i.test(argument)) checkFlags(keyword, flags);
  CHECKS[keyword]?.(instruction, escape);
}

/** The words of an instruction that can be written in JSON form as well. */
export function readList(argument: string): string[] {
  return parseJsonArray(argument) ?? splitWords(argument);
}

function needArgument({ argument }: Instruction): void {
  if (argument === '') throw new SyntaxError('an argument is needed');
}

function checkCommand({ argument }: Instruction): void {
  parseJsonArray(argument);
}

function checkCopy({ argument }: Instruction): void {
  const words = readList(argument);
  if (words.length < 2) throw new SyntaxError('a source and a destination are needed');
  if (isHeredoc(words.at(-1) as string)) {
    throw new SyntaxError('a heredoc cannot be the destination');
  }
}

function checkFrom({ argument }: Instruction): void {
  const [, as, name, ...more] = splitWords(argument);
  if (argument === '' || (as !== undefined && (name === undefined || more.length > 0))) {
    throw new SyntaxError('the form is `FROM image` or `FROM image AS name`');
  }
  if (as === undefined || name === undefined) return;
  if (as.toLowerCase() !== 'as') throw new SyntaxError(`expected \`AS\` in place of \`${as}\``);
  if (!STAGE_NAME.test(name.toLowerCase())) {
    const rule = 'a letter, then letters, digits, `-`, `_` and `.`';
    throw new SyntaxError(`\`${name}\` is not a stage name: it is ${rule}`);
  }
}

function checkOnbuild({ argument }: Instruction, escape: string): void {
  const keyword = splitInstruction(argument, escape).keyword.toUpperCase();
  if (keyword === '') throw new SyntaxError('an instruction is needed');
  if (['ONBUILD', 'FROM', 'MAINTAINER'].includes(keyword)) {
    throw new SyntaxError(`${keyword} cannot be a trigger`);
  }
}

function checkRun({ argument, flags }: Instruction): void {
  parseJsonArray(argument);
  for (const { name, value } of flags) {
    if (name === 'mount') checkMountSource(value ?? '');
    if (name === 'network' && !['default', 'host', 'none'].includes(value ?? '')) {
      throw new SyntaxError(`\`--network\` is \`default\`, \`none\` or \`host\`, not \`${value}\``);
    }
    if (name === 'security' && !['insecure', 'sandbox'].includes(value ?? '')) {
      throw new SyntaxError(`\`--security\` is \`sandbox\` or \`insecure\`, not \`${value}\``);
    }
  }
}

function checkMountSource(mount: string): void {
  for (const [key, value] of parseMountFields(mount)) {
    if (key === 'from' && value !== null && /\$./s.test(value)) {
      throw new SyntaxError(
        '`from` of a mount takes no variables: name a stage with `FROM … AS name` and use that',
      );
    }
  }
}

function checkShell({ argument }: Instruction): void {
  const words = parseJsonArray(argument);
  if (words === null || words.length === 0) {
    throw new SyntaxError('the form is `SHELL ["/bin/sh", "-c"]`');
  }
}

function checkVolume({ argument }: Instruction): void {
  const volumes = readList(argument);
  if (volumes.length === 0 || volumes.some((volume) => volume.trim() === '')) {
    throw new SyntaxError('a path is needed');
  }
}
