import { errorAt, type Position } from '../errors';
import type { Word } from '../expand/word';
import type { Flag, Instruction } from '../model';
import { parseJsonArray } from '../parse/arguments';
import { checkMount, parseMountFields } from '../parse/mount';
import type { Read, Source, Step } from '../stage-graph-model';
import { findMountSource } from './find-source';
import { describeSource } from './describe-source';
import { cleanPath } from './paths';
import { renderFlags, renderHeredocs } from './render';
import { expander, makeStep, type StepContext } from './step-context';

/** Makes the step of a RUN: its text is for the shell, only its mounts are expanded. */
export function makeRunStep(instruction: Instruction, context: StepContext): Step {
  const { keyword, flags, argument, heredocs } = instruction;
  const said: Flag[] = [];
  const reads: Read[] = [];
  const secrets: string[] = [];
  for (const flag of flags) {
    if (flag.name !== 'mount') {
      if (isNotDefault(flag)) said.push(flag);
      continue;
    }
    const mount = readMount(flag.value ?? '', instruction, context);
    said.push(mount.flag);
    if (mount.read !== null) reads.push(mount.read);
    if (mount.secret !== null) secrets.push(mount.secret);
  }
  const command = parseJsonArray(argument);
  // Two dashes end the flags, so that a command which looks like one is not taken for it.
  const end = argument.startsWith('--') ? ' --' : '';
  const text = `${keyword}${renderFlags(said)}${end} ${command ? JSON.stringify(command) : argument}`;
  return makeStep(instruction, text + renderHeredocs(heredocs), {
    args: context.scope.listArgs(),
    reads,
    secrets,
  });
}

interface Mount {
  readonly flag: Flag;
  readonly read: Read | null;
  readonly secret: string | null;
}

function readMount(text: string, instruction: Instruction, context: StepContext): Mount {
  const position = { path: context.setting.path, line: instruction.line };
  const fields = expandFields(text, expander(instruction, context));
  checkFields(fields, position);
  const valueOf = (name: string): string | null => fields.get(name)?.canonical || null;
  const type = valueOf('type')?.toLowerCase() ?? 'bind';
  const name = valueOf('from');
  const from = name === null ? null : findMountSource(name, context.setting, position);
  return {
    flag: { name: 'mount', value: renderFields(fields, { type, from }) },
    read:
      type === 'bind' || type === 'cache' ? readSource(fields.get('source'), { type, from }) : null,
    secret: type === 'secret' ? secretId(valueOf) : null,
  };
}

type Fields = ReadonlyMap<string, Word | null>;

/** The last of two fields of one name counts; `readwrite` is the opposite of `readonly`. */
function expandFields(text: string, expand: (text: string) => Word): Fields {
  const fields = new Map<string, Word | null>();
  for (const [key, value] of parseMountFields(text)) {
    const word = value === null ? null : expand(value);
    if (key === 'readwrite') fields.delete('readonly');
    if (key === 'readonly') fields.delete('readwrite');
    fields.set(key, word);
  }
  return fields;
}

function checkFields(fields: Fields, position: Position): void {
  const values = new Map([...fields].map(([key, word]) => [key, word?.canonical ?? null]));
  try {
    checkMount(values);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw errorAt(position, `RUN: ${error.message}`, {
      hint: 'See https://docs.docker.com/reference/dockerfile/#run---mount for its form.',
    });
  }
}

/** The files behind a mount. A cache without `from` starts empty; a source that is not known is all of it. */
function readSource(
  source: Word | null | undefined,
  { type, from }: { readonly type: string; readonly from: Source | null },
): Read | null {
  if (from === null && type === 'cache') return null;
  const path = source === undefined || source === null ? '' : source.literal;
  return {
    from: from ?? { kind: 'context', name: null },
    paths: [cleanPath(path ?? '')],
    exclude: [],
    parents: false,
    required: false,
  };
}

/** BuildKit's dispatchSecret: `source` and `id` are one, and the last part of the target stands in for them. */
function secretId(valueOf: (name: string) => string | null): string {
  const target = valueOf('target') ?? '';
  return valueOf('source') ?? valueOf('id') ?? target.slice(target.lastIndexOf('/') + 1);
}

function renderFields(
  fields: Fields,
  { type, from }: { readonly type: string; readonly from: Source | null },
): string {
  const rest = [...fields]
    .filter(([key]) => key !== 'type' && key !== 'from')
    .map(([key, word]) => (word === null ? key : `${key}=${quoteField(word.canonical)}`))
    .sort();
  const source = from === null ? [] : [`from=${quoteField(describeSource(from))}`];
  return [`type=${type}`, ...source, ...rest].join(',');
}

function quoteField(value: string): string {
  return /[,"]/.test(value) ? JSON.stringify(value) : value;
}

/** `--network=default` and `--security=sandbox` say what is so without them. */
function isNotDefault({ name, value }: Flag): boolean {
  return (
    !(name === 'network' && value === 'default') && !(name === 'security' && value === 'sandbox')
  );
}
