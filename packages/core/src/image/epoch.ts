/**
 * Counts periods of `maxAge` milliseconds since 1970. The number is part of names, so that nothing from an earlier period is
 * found: no name of it is asked for. All runners of one period agree on it without asking anybody.
 * @param now milliseconds since 1970
 */
export function epochOf(maxAge: number | null, now: number): number | null {
  return maxAge === null ? null : Math.floor(now / maxAge);
}
