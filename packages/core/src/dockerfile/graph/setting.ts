import type { FindContext } from './named-contexts';
import type { Scope } from './scope';
import type { StageIndex } from './stage-index';

/** What all stages of one build have in common. */
export interface Setting {
  readonly path: string | null;
  readonly escape: string;
  readonly stages: StageIndex;
  /** Ids of the stages, by position. */
  readonly ids: readonly string[];
  readonly globals: Scope;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly findContext: FindContext;
  readonly platform: string;
  readonly buildPlatform: string;
}
