import { errorAt, type Position } from '../errors';
import type { Word } from '../expand/word';
import type { Flag } from '../model';
import type { Source } from '../stage-graph-model';
import { describeSource } from './describe-source';

/** The flags of a COPY or ADD, their values expanded where the frontend does so. */
export interface CopyFlags {
  readonly flags: readonly Flag[];
  readonly from: string | null;
  readonly checksum: string | null;
  readonly exclude: readonly string[];
  readonly parents: boolean;
}

/** Flags whose value is expanded; `--exclude` is not (BuildKit, instructions/commands.go). */
const EXPANDED = new Set(['chmod', 'checksum', 'chown']);
const MAX_MODE = 0o7777;
const SYMBOLIC_MODE = /^[ugoa]*(?:[-+=][rwxXstugo]*)+(?:,[ugoa]*(?:[-+=][rwxXstugo]*)+)*$/;

/** Those of most instructions. */
const NO_FLAGS: CopyFlags = { flags: [], from: null, checksum: null, exclude: [], parents: false };

/** @throws StageBuildError DOCKERFILE_INVALID for a `--chmod` that is no mode */
export function readCopyFlags(
  written: readonly Flag[],
  { expand, position }: { readonly expand: (text: string) => Word; readonly position: Position },
): CopyFlags {
  if (written.length === 0) return NO_FLAGS;
  const flags: Flag[] = [];
  for (const flag of written) {
    const { name, value } = flag;
    const word = value === null || !EXPANDED.has(name) ? null : expand(value);
    if (name === 'chmod' && typeof word?.literal === 'string') checkMode(word.literal, position);
    flags.push(word === null ? flag : { name, value: word.canonical });
  }
  const valueOf = (name: string) => flags.find((flag) => flag.name === name)?.value || null;
  return {
    flags,
    from: valueOf('from'),
    checksum: valueOf('checksum'),
    exclude: flags.filter(({ name }) => name === 'exclude').map(({ value }) => value ?? ''),
    parents: flags.some((flag) => flag.name === 'parents' && isOn(flag)),
  };
}

/** One spelling for `--link`, `--link=true` and so on, none for what is off or empty; `--from` by what it names. */
export function normalizeFlags(flags: readonly Flag[], from: Source | null): readonly Flag[] {
  if (flags.length === 0) return flags;
  return flags.flatMap((flag): Flag[] => {
    const { name, value } = flag;
    switch (name) {
      case 'from':
        return from ? [{ name, value: describeSource(from) }] : [];
      case 'link':
      case 'parents':
        return isOn(flag) ? [{ name, value: null }] : [];
      case 'keep-git-dir':
      case 'unpack':
        return [{ name, value: String(isOn(flag)) }];
      case 'exclude':
        return [flag];
      default:
        return value === '' ? [] : [flag];
    }
  });
}

function isOn({ value }: Flag): boolean {
  return value?.toLowerCase() !== 'false';
}

function checkMode(mode: string, position: Position): void {
  if (mode === '' || SYMBOLIC_MODE.test(mode)) return;
  if (/^[0-7]+$/.test(mode) && Number.parseInt(mode, 8) <= MAX_MODE) return;
  throw errorAt(position, `\`--chmod=${mode}\` is not a file mode`, {
    hint: 'Write an octal number up to 7777, or a form such as `u=rwX,go=rX`.',
  });
}
