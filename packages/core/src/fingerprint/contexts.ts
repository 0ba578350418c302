import type { ContextIndex } from '../context/context-index';
import type { ScopedContext } from '../scope/find-outside';

/** What a context of a build is: its files, another image, or something only the engine can look into. */
export type ContextContent =
  ContextFiles | { readonly kind: 'image'; readonly ref: string } | OpaqueContext;

export interface OpaqueContext {
  readonly kind: 'opaque';
  readonly value: string;
  /** What may be another thing tomorrow; `null` where the value pins it. */
  readonly unpinned: string | null;
}

export interface ContextFiles {
  readonly kind: 'files';
  readonly index: ContextIndex;
  /** Path of its ignore file from the workspace root, where there is one. */
  readonly ignoreFile?: string;
  readonly scoped?: ScopedContext;
  /** Its name, where it is made for the image: its files are no files of the workspace. */
  readonly made?: string;
}

/** The contexts of a build by name; `''` is the main one. */
export type Contexts = ReadonlyMap<string, ContextContent>;
