import type { ProjectMap } from './project-map';

/** What an image's context is held to: `contextScope: graph`. */
export interface ScopeRequest {
  readonly map: ProjectMap;
  /** Names of the image's project and of all that it depends on, sorted. */
  readonly projects: readonly string[];
  /** What is let in besides: patterns of an ignore file, from the workspace root. */
  readonly include: readonly string[];
}
