import { readFile } from 'node:fs/promises';

export interface BuildMetadata {
  readonly digest: string | null;
  readonly cacheDigest: string | null;
  readonly buildRef: string | null;
}

/** Reads the file that `--metadata-file` named. */
export async function readMetadata(file: string): Promise<BuildMetadata> {
  return parseMetadata(await readFile(file, 'utf8'));
}

/** `cache.manifest` is itself JSON in a string: the descriptor of the exported cache. */
export function parseMetadata(json: string): BuildMetadata {
  const metadata: Record<string, unknown> = JSON.parse(json);
  const descriptor = text(metadata['cache.manifest']);
  return {
    digest: text(metadata['containerimage.digest']),
    cacheDigest: descriptor === null ? null : text(JSON.parse(descriptor).digest),
    buildRef: text(metadata['buildx.build.ref']),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
