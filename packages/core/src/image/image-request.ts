import type { ScopeRequest } from '../scope/scope-request';

/** What is asked of an image, as far as its stages' inputs depend on it. Paths count from the workspace root. */
export interface ImageRequest {
  readonly project: string;
  readonly dockerfile: string;
  /** Folder of the main context; `''` is the workspace root. */
  readonly context: string;
  /** Target stage; the last one when `null`. */
  readonly target: string | null;
  /** At least one. */
  readonly platforms: readonly string[];
  readonly buildPlatform: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Named contexts: a folder, `docker-image://…`, or what else the engine knows. */
  readonly contexts: Readonly<Record<string, string>>;
  /** Names of contexts that are made for the image where its Dockerfile reads them and nothing of its own has the name. */
  readonly made?: readonly string[];
  /** Whether the root manifests that the Dockerfile copies are served from the made context `manifests`. Default: when it reads that itself. */
  readonly serveManifests?: boolean;
  readonly tags: readonly string[];
  /** What the main context is held to; all of its folder when absent. */
  readonly scope?: ScopeRequest;
}
