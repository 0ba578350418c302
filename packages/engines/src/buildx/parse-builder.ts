import type { BuilderFacts } from './facts';
import { parseVersion } from './version';

/** A builder as `docker buildx inspect` shows it. */
export interface InspectedBuilder extends BuilderFacts {
  /** Why it cannot be reached; `null` where it can, or was never started. */
  readonly error: string | null;
}

/** Reads `docker buildx inspect`, `Key: value` lines: buildx has no other form of it. Nodes follow after `Nodes:`. */
export function parseBuilder(text: string): InspectedBuilder {
  return {
    name: valuesOf(text, 'Name')[0] ?? '',
    driver: valuesOf(text, 'Driver')[0] ?? '',
    buildkitVersion: parseVersion(valuesOf(text, 'BuildKit(?: version)?')[0]),
    platforms: [...new Set(valuesOf(text, 'Platforms').flatMap(splitPlatforms))],
    error: valuesOf(text, 'Error')[0] ?? null,
  };
}

function valuesOf(text: string, key: string): string[] {
  const lines = text.matchAll(new RegExp(`^${key}:[ \\t]*(\\S.*)$`, 'gm'));
  return [...lines].map(([, value]) => (value ?? '').trim());
}

/** A `*` marks platforms that were set by hand. */
function splitPlatforms(list: string): string[] {
  return list.split(',').map((platform) => platform.trim().replace(/\*$/, ''));
}
