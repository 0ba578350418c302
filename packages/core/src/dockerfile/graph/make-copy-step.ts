import { errorAt, type Position } from '../errors';
import { literalWord, type Word } from '../expand/word';
import type { Flag, Heredoc, Instruction } from '../model';
import { readList } from '../parse/check-instruction';
import { isHeredoc, parseHeredoc } from '../parse/heredoc';
import type { Read, Source, Step } from '../stage-graph-model';
import { expandBody } from './expander';
import { findCopySource } from './find-source';
import { cleanPath } from './paths';
import { parseRemote } from './remote-source';
import { renderFlags, renderWord } from './render';
import { expander, expandOptions, makeStep, type StepContext } from './step-context';

const MAIN_CONTEXT: Source = { kind: 'context', name: null };
/** Flags whose value is expanded; `--exclude` is not (BuildKit, instructions/commands.go). */
const EXPANDED = new Set(['chmod', 'checksum', 'chown']);
const MAX_MODE = 0o7777;
const SYMBOLIC_MODE = /^[ugoa]*(?:[-+=][rwxXstugo]*)+(?:,[ugoa]*(?:[-+=][rwxXstugo]*)+)*$/;

/** Makes the step of a COPY or ADD, with what it reads. */
export function makeCopyStep(instruction: Instruction, context: StepContext): Step {
  const { keyword } = instruction;
  const position = { path: context.setting.path, line: instruction.line };
  const expand = expander(instruction, context);
  const words = readList(instruction.argument);
  const destination = expand(words.pop() as string);
  const inline = words.filter(isHeredoc);
  const sources = words.filter((word) => !isHeredoc(word)).map(expand);

  const flags = expandFlags(instruction, expand);
  const valueOf = (name: string) => flags.find((flag) => flag.name === name)?.value ?? null;
  const from = valueOf('from')
    ? findCopySource(valueOf('from') as string, context.setting, position)
    : null;
  const parents = isOn(flags, 'parents');
  const checksum = valueOf('checksum') || null;
  const mode = instruction.flags.find(({ name }) => name === 'chmod')?.value ?? '';
  checkMode(expand(mode).literal, position);

  const remotes = sources.map((source) => readRemote(source, { keyword, checksum, position }));
  checkChecksum(checksum, remotes, position);
  const local = sources.filter((_, at) => remotes[at] === null);
  const heredocs = inline.map((word) => expandHeredoc(word, instruction, context));
  const shown = sources.map((source, at) =>
    renderWord(
      remotes[at] || parents || source.literal === null
        ? source
        : literalWord(cleanPath(source.literal)),
    ),
  );
  const text = [
    keyword,
    ...renderFlags(normalizeFlags(flags, from)),
    ...shown,
    ...heredocs.map(({ name, content }) => `<<${name}:${JSON.stringify(content)}`),
    renderWord(destination),
  ];
  const exclude = flags.filter(({ name }) => name === 'exclude').map(({ value }) => value ?? '');
  const options = { from: from ?? MAIN_CONTEXT, exclude, parents };
  return makeStep(instruction, text.join(' '), {
    reads: [
      ...(local.length > 0 ? [readPaths(local, options)] : []),
      ...remotes.filter((remote) => remote !== null).map(readAll),
    ],
  });
}

/** A source that depends on the base image's environment could be anything: all of the context counts. */
function readPaths(
  sources: readonly Word[],
  options: Pick<Read, 'from' | 'exclude' | 'parents'>,
): Read {
  const known = sources.map(({ literal }) => literal);
  return known.every((path) => path !== null)
    ? { ...options, paths: known.map(cleanPath), required: true }
    : { ...options, paths: ['.'], required: false };
}

function readAll(from: Source): Read {
  return { from, paths: ['.'], exclude: [], parents: false, required: true };
}

function readRemote(
  source: Word,
  details: {
    readonly keyword: string;
    readonly checksum: string | null;
    readonly position: Position;
  },
): Source | null {
  const { keyword, checksum, position } = details;
  const remote = source.literal === null ? null : parseRemote(source.literal, checksum);
  if (remote === null || keyword === 'ADD') return remote;
  throw errorAt(position, `COPY cannot read ${source.literal}`, {
    hint: 'Use ADD for what is remote.',
  });
}

function checkChecksum(
  checksum: string | null,
  remotes: readonly (Source | null)[],
  position: Position,
): void {
  if (checksum === null) return;
  if (remotes.length !== 1 || remotes[0] === null) {
    throw errorAt(position, '`--checksum` needs one remote source', {
      hint: 'Give each URL an ADD of its own, and a file of the context none.',
    });
  }
  if (
    remotes[0]?.kind === 'url' &&
    !/^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}|.*\$)/.test(checksum)
  ) {
    throw errorAt(position, `\`${checksum}\` is not a digest`, {
      hint: 'Write `sha256:` and 64 hexadecimal digits.',
    });
  }
}

function checkMode(mode: string | null, position: Position): void {
  if (!mode || SYMBOLIC_MODE.test(mode)) return;
  if (/^[0-7]+$/.test(mode) && Number.parseInt(mode, 8) <= MAX_MODE) return;
  throw errorAt(position, `\`--chmod=${mode}\` is not a file mode`, {
    hint: 'Write an octal number up to 7777, or a form such as `u=rwX,go=rX`.',
  });
}

function expandFlags({ flags }: Instruction, expand: (text: string) => Word): Flag[] {
  return flags.map(({ name, value }) =>
    value !== null && EXPANDED.has(name)
      ? { name, value: expand(value).canonical }
      : { name, value },
  );
}

function isOn(flags: readonly Flag[], name: string): boolean {
  const flag = flags.find((candidate) => candidate.name === name);
  return flag !== undefined && flag.value?.toLowerCase() !== 'false';
}

/** One spelling for `--link`, `--link=true` and so on, none for what is off or empty; `--from` by what it names. */
function normalizeFlags(flags: readonly Flag[], from: Source | null): Flag[] {
  return flags.flatMap((flag): Flag[] => {
    const { name, value } = flag;
    if (name === 'from') return from ? [{ name, value: describeSource(from) }] : [];
    if (name === 'link' || name === 'parents')
      return isOn(flags, name) ? [{ name, value: null }] : [];
    if (name === 'keep-git-dir' || name === 'unpack') {
      return [{ name, value: String(isOn(flags, name)) }];
    }
    return value === '' && name !== 'exclude' ? [] : [flag];
  });
}

export function describeSource(source: Source): string {
  switch (source.kind) {
    case 'stage':
      return source.stage;
    case 'image':
      return source.ref;
    case 'context':
      return source.name ?? 'context';
    case 'scratch':
      return 'scratch';
    case 'url':
    case 'git':
      return source.url;
  }
}

/** The last body of a name counts for all heredocs of that name, as in BuildKit. */
function expandHeredoc(word: string, instruction: Instruction, context: StepContext): Heredoc {
  const name = parseHeredoc(word)?.name as string;
  const heredoc = instruction.heredocs.findLast((candidate) => candidate.name === name);
  if (!heredoc) return { name, expand: false, content: '' };
  if (!heredoc.expand) return heredoc;
  const { canonical } = expandBody(heredoc.content, expandOptions(instruction, context));
  return { ...heredoc, content: canonical };
}
