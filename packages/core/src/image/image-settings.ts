/**
 * What changes an image besides its stages. All of it is part of the image fingerprint, so that an image is never
 * taken for one that was asked for otherwise. Names and sources of secrets are not: a RUN says by id which it mounts.
 */
export interface ImageSettings {
  /** Labels that the user wrote. Those from git are not part: a reused image keeps the revision that built it. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether labels from git are added. */
  readonly gitLabels: boolean;
  readonly annotations: Readonly<Record<string, string>>;
  /** `null` leaves it to the engine. */
  readonly provenance: boolean | string | null;
  readonly sbom: boolean | string | null;
  readonly network: string | null;
  readonly addHosts: readonly string[];
  readonly shmSize: string | null;
  readonly ulimits: readonly string[];
  readonly allow: readonly string[];
  /** Build arguments that the engine reads itself, whether or not a Dockerfile declares them. */
  readonly engineArgs: Readonly<Record<string, string>>;
}

/** Whether the engine reads a build argument itself: `SOURCE_DATE_EPOCH` and what starts with `BUILDKIT_`. */
export function isEngineArg(name: string): boolean {
  return name === 'SOURCE_DATE_EPOCH' || name.startsWith('BUILDKIT_');
}

/** Whether and how an image that exists may stand for one that would be built. */
export interface ReuseRequest {
  readonly settings: ImageSettings;
  /** Why none may, each as a sentence's end; empty where one may. */
  readonly obstacles: readonly string[];
  /** Number of the period that it is built in, see {@link epochOf}; `null` where images and caches do not age. */
  readonly epoch: number | null;
}

/** Nothing is asked for but what the Dockerfile says. */
export const PLAIN_IMAGE: ReuseRequest = {
  settings: {
    labels: {},
    gitLabels: false,
    annotations: {},
    provenance: null,
    sbom: null,
    network: null,
    addHosts: [],
    shmSize: null,
    ulimits: [],
    allow: [],
    engineArgs: {},
  },
  obstacles: [],
  epoch: null,
};
