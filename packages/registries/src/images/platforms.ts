import { INDEX_TYPES } from '../client/media-types';
import type { Manifest } from '../client/model';

interface Index {
  readonly manifests?: readonly { readonly platform?: Platform }[];
}

/** A platform as manifests and configurations of images write it. */
export interface Platform {
  readonly os?: string;
  readonly architecture?: string;
  readonly variant?: string;
  /** Of Windows. */
  readonly 'os.version'?: string;
}

/**
 * Whether an image is there for all platforms (`os/arch[/variant]`). A manifest that is no index does not say what it is for: it
 * has to be wanted for one platform only.
 */
export function hasPlatforms(
  { mediaType, bytes }: Manifest,
  platforms: readonly string[],
): boolean {
  if (!INDEX_TYPES.includes(mediaType)) return platforms.length === 1;
  const { manifests = [] } = parseIndex(bytes);
  const there = new Set(manifests.map(({ platform }) => formatPlatform(platform)));
  return platforms.every((platform) => there.has(normalizePlatform(platform)));
}

/** `os/arch[/variant]`, in the one form that {@link normalizePlatform} gives. */
export function formatPlatform({ os, architecture, variant }: Platform = {}): string {
  return normalizePlatform([os, architecture, variant].filter(Boolean).join('/'));
}

/** The variants that a platform has when none is written (containerd, platforms/database.go). */
export function normalizePlatform(platform: string): string {
  return platform
    .replace(/\/amd64\/v1$/, '/amd64')
    .replace(/\/arm64\/v8$/, '/arm64')
    .replace(/\/arm$/, '/arm/v7');
}

function parseIndex(bytes: Uint8Array): Index {
  return JSON.parse(Buffer.from(bytes).toString()) as Index;
}
