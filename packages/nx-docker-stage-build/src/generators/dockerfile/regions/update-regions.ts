import { findRegions, type Region } from './find-regions';
import { formatRegion } from './mark-regions';

/** A generated part that is not what would be generated today. */
export interface Outdated {
  readonly region: Region;
  /** What would stand in it. */
  readonly wanted: string;
}

export interface Update {
  /** The Dockerfile with every generated part up to date that nobody edited. */
  readonly text: string;
  readonly updated: readonly Outdated[];
  /** Parts that were edited and would be generated differently today: left as they are. */
  readonly kept: readonly Outdated[];
}

/**
 * Brings the generated parts of a Dockerfile up to date. All else stays, and so does a part that somebody edited or took the marks of.
 * @param fresh the Dockerfile as it would be generated today
 */
export function updateRegions(dockerfile: string, fresh: string): Update {
  const wantedOf = new Map(
    findRegions(fresh).map(({ name, text, hash }) => [name, { text, hash }]),
  );
  const outdated = findRegions(dockerfile).flatMap((region): Outdated[] => {
    const wanted = wantedOf.get(region.name);
    // What an edited part was made from counts, not what it became.
    return wanted && wanted.hash !== region.hash ? [{ region, wanted: wanted.text }] : [];
  });
  const [kept, updated] = [true, false].map((edited) =>
    outdated.filter(({ region }) => region.edited === edited),
  ) as [Outdated[], Outdated[]];
  const text = [...updated].reverse().reduce(replaceRegion, dockerfile);
  return { text, updated, kept };
}

function replaceRegion(dockerfile: string, { region, wanted }: Outdated): string {
  const formatted = formatRegion(region.name, wanted);
  const lines = region.text.includes('\r\n') ? formatted.replaceAll('\n', '\r\n') : formatted;
  return dockerfile.slice(0, region.start) + lines + dockerfile.slice(region.end);
}
