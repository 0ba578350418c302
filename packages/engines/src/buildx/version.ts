/**
 * The `1.2.3` in what a tool says of its version, such as `v0.29.1+ds1`.
 * `null` where a build does not know its own: `v0.0.0+unknown`, or a commit.
 */
export function parseVersion(text: string | undefined): string | null {
  const version = /(?<![\w.])v?(\d+\.\d+(?:\.\d+)?)/.exec(text ?? '')?.[1];
  return version === undefined || /^0\.0(\.0)?$/.test(version) ? null : version;
}

/** Whether a known version is below `minimum`; an unknown one gets the benefit of the doubt. */
export function isOlder(version: string | null, minimum: string): boolean {
  if (version === null) return false;
  const parts = version.split('.').map(Number);
  for (const [index, least] of minimum.split('.').map(Number).entries()) {
    const part = parts[index] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}
