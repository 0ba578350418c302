/** Links to a blob of a layout (OCI image specification, descriptor). */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What a layout's `index.json` says. Order is the order of the file. */
export type LayoutIndex = readonly Descriptor[];

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';
/** The annotation by which a manifest of a layout has a name (OCI image specification, image layout). */
const REF_NAME = 'org.opencontainers.image.ref.name';
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Reads an `index.json`, passing over entries that are no descriptors; `null` when it is no index at all. */
export function parseLayoutIndex(text: string): LayoutIndex | null {
  const { manifests } = parseObject(text);
  return Array.isArray(manifests) ? manifests.filter(isDescriptor) : null;
}

export function formatLayoutIndex(index: LayoutIndex): string {
  return JSON.stringify({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests: index });
}

/** Name → digest. */
export function namesOf(index: LayoutIndex): Map<string, string> {
  return new Map(
    index.flatMap(({ digest, annotations }) => {
      const name = annotations?.[REF_NAME];
      return name === undefined ? [] : [[name, digest]];
    }),
  );
}

/** The index in which names stand at a manifest, and nowhere else. A manifest without any name stays listed. */
export function pointNames(
  index: LayoutIndex,
  { annotations: _, ...manifest }: Descriptor,
  names: readonly string[],
): LayoutIndex {
  const moving = new Set(names);
  const staying = index.filter(({ digest, annotations }) => {
    const name = annotations?.[REF_NAME];
    return name === undefined ? digest !== manifest.digest : !moving.has(name);
  });
  const named = [...moving].map((name) => ({ ...manifest, annotations: { [REF_NAME]: name } }));
  const isListed = staying.some(({ digest }) => digest === manifest.digest);
  return [...staying, ...(named.length === 0 && !isListed ? [manifest] : named)];
}

/**
 * Every descriptor that a manifest or an index holds, whatever their kind: a cache is either, with layers in `layers` or
 * in `manifests`. `null` when one cannot be read, or there is none.
 */
export function childrenOf(manifest: string): readonly Descriptor[] | null {
  const { config, layers, manifests } = parseObject(manifest);
  const children = [config, layers, manifests].flat().filter((child) => child !== undefined);
  return children.length > 0 && children.every(isDescriptor) ? children : null;
}

/** Only SHA-256: it is all that BuildKit writes, and a digest becomes a path. */
function isDescriptor(value: unknown): value is Descriptor {
  if (typeof value !== 'object' || value === null) return false;
  const { mediaType, digest, size } = value as Record<string, unknown>;
  return (
    typeof mediaType === 'string' &&
    typeof digest === 'string' &&
    DIGEST.test(digest) &&
    Number.isSafeInteger(size)
  );
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
