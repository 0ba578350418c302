import { errorAt, type Position } from '../errors';
import type { Word } from '../expand/word';
import type { Source } from '../stage-graph-model';
import { parseRemote } from './remote-source';

/** A source of COPY or ADD. */
export interface CopySource {
  readonly word: Word;
  /** Whether it is, or may be, a path in a context. */
  readonly local: boolean;
  /** What it is, or may be, elsewhere. */
  readonly remote: Source | null;
}

const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

/**
 * Tells paths, URLs and repositories apart.
 * @throws StageBuildError DOCKERFILE_INVALID for a COPY of what is remote
 */
export function classifySource(
  word: Word,
  {
    keyword,
    checksum,
    position,
  }: {
    readonly keyword: string;
    readonly checksum: string | null;
    readonly position: Position;
  },
): CopySource {
  // What only the engine can expand may turn out to be either.
  if (word.literal === null) {
    const url: Source = { kind: 'url', url: word.canonical, checksum };
    return { word, local: true, remote: keyword === 'ADD' ? url : null };
  }
  const remote = parseRemote(word.literal, checksum);
  if (remote !== null && keyword === 'COPY') {
    const what = `COPY cannot read ${word.literal}`;
    throw errorAt(position, what, { hint: 'Use ADD for what is remote.' });
  }
  return { word, local: remote === null, remote };
}

/**
 * Checks what `--checksum` is of; `null` where there is none.
 * @throws StageBuildError DOCKERFILE_INVALID for one of several sources, of a path, and for what is no digest
 */
export function checkChecksum(
  checksum: string | null,
  sources: readonly CopySource[],
  position: Position,
): void {
  if (checksum === null) return;
  const [source, ...more] = sources;
  if (!source?.remote || more.length > 0) {
    throw errorAt(position, '`--checksum` needs one remote source', {
      hint: 'Give each URL an ADD of its own, and a file of the context none.',
    });
  }
  if (source.remote.kind === 'url' && !checksum.includes('$') && !DIGEST.test(checksum)) {
    const hint = 'Write `sha256:` and 64 hexadecimal digits.';
    throw errorAt(position, `\`${checksum}\` is not a digest`, { hint });
  }
}
