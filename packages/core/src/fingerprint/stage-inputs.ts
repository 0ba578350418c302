import type { ContextIndex } from '../context/context-index';
import type { FoundFiles } from '../context/found-files';
import type { Stage } from '../dockerfile/stage-graph-model';
import type { IgnorePattern } from '../ignore/parse-ignore-file';

/** Everything that can change a stage's result, in one tree. */
export interface StageInputs {
  readonly stage: Stage;
  /** Hash of all the rest. */
  readonly fingerprint: string;
  /** What it stands on: an image's reference, `scratch`, or the stage's id. */
  readonly base: string;
  /** Fingerprints of the stages it needs, by id. */
  readonly parents: ReadonlyMap<string, string>;
  /** What it stands on and its steps read from contexts that are files, in order. `path (NAME)` is in a context that is made. */
  readonly reads: readonly FoundFiles[];
  /** Images that it or a stage it needs stands on or copies from, sorted. */
  readonly images: readonly string[];
  /** Inputs whose bytes nothing pins, of this stage and those it needs: a remote ADD without checksum, say. */
  readonly unpinned: readonly string[];
  /** Whether no commit can tell its files: it, or a stage it needs, reads some that git does not track or have. */
  readonly untracked: boolean;
  /** COPY and ADD sources that are not in the context. */
  readonly missing: readonly MissingSource[];
}

/** What is there, and out of the context's scope. */
export interface OutsideFacts {
  /** The path from the workspace root. */
  readonly inWorkspace: string;
  /** The project that it belongs to; `null` for none. */
  readonly owner: string | null;
}

/** A source that its context does not have, or that cannot be followed. */
export interface MissingSource {
  readonly line: number;
  readonly keyword: string;
  readonly path: string;
  readonly why: 'absent' | 'ignored' | 'loop' | 'outside' | 'submodule';
  readonly outside?: OutsideFacts;
  /** The context it was looked for in. */
  readonly index: ContextIndex;
  /** What leaves it out, in the ignore file at `file`; `null` unless it is ignored. */
  readonly leftOutBy: (IgnorePattern & { readonly file: string }) | null;
}
