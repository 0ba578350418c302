export interface BuildLimits {
  /** How many tasks Nx may run at a time, where that was said. */
  readonly asked: number | null;
  /** Processor cores. */
  readonly cores: number;
  /** Bytes of memory that are free. */
  readonly freeBytes: number;
}

/** What Nx runs side by side when nobody says. */
const DEFAULT = 3;

/** What a build takes outside of the engine at most, buildx and the context it sends, in bytes. */
const MEMORY = 256 * 1024 ** 2;

/** How many images to build side by side: as asked for, else by cores, but never more than there is memory for. */
export function limitBuilds({ asked, cores, freeBytes }: BuildLimits): number {
  const wanted = asked ?? Math.max(DEFAULT, cores);
  return Math.max(1, Math.min(wanted, Math.floor(freeBytes / MEMORY)));
}

/**
 * Reads a number of parallel tasks as Nx takes it: a number, or a share of the cores such as `50%`; `null` for anything else.
 */
export function readParallel(value: unknown, cores: number): number | null {
  const [, number, percent] = /^\s*(\d+)\s*(%?)\s*$/.exec(String(value ?? '')) ?? [];
  if (number === undefined) return null;
  const count = percent ? Math.round((cores * Number(number)) / 100) : Number(number);
  return Math.max(1, count);
}
