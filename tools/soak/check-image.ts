import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

interface Entry {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
}

interface Content {
  readonly manifests?: readonly Entry[];
  readonly config?: Entry;
  readonly layers?: readonly Entry[];
}

export interface ImageClaim {
  /** The registry itself, not what stands before it. */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  /** What was said to have been pushed. */
  readonly digest: string;
  /** A text that only this image has in its files. */
  readonly marker: string;
}

const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
];

/**
 * Looks whether an image that is said to have been pushed is there: under its tag, whole, and with the right content. Returns what is wrong,
 * empty where nothing is.
 */
export async function checkImage(claim: ImageClaim): Promise<string[]> {
  const wrong: string[] = [];
  const base = `http://${claim.registry}/v2/${claim.repository}`;
  const get = async (path: string): Promise<Buffer | null> => {
    const answer = await fetch(`${base}/${path}`, { headers: { accept: ACCEPT.join(', ') } });
    return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null;
  };
  const tagged = await get(`manifests/${claim.tag}`);
  if (tagged === null) return [`${claim.repository}:${claim.tag} is not there`];
  if (digestOf(tagged) !== claim.digest)
    wrong.push(`${claim.repository}:${claim.tag} is ${digestOf(tagged)}, not ${claim.digest}`);

  let holdsMarker = false;
  const visit = async (manifest: Buffer): Promise<void> => {
    const { manifests = [], config, layers = [] } = JSON.parse(manifest.toString()) as Content;
    for (const entry of manifests) {
      const child = await get(`manifests/${entry.digest}`);
      if (child === null) wrong.push(`${claim.repository} has no manifest ${entry.digest}`);
      else await visit(child);
    }
    for (const blob of [...(config ? [config] : []), ...layers]) {
      const bytes = await get(`blobs/${blob.digest}`);
      if (bytes === null || bytes.length !== blob.size || digestOf(bytes) !== blob.digest)
        wrong.push(`${claim.repository} has no whole blob ${blob.digest}`);
      else if (blob.mediaType.endsWith('+gzip'))
        holdsMarker ||= gunzipSync(bytes).includes(claim.marker);
    }
  };
  await visit(tagged);
  if (!holdsMarker) wrong.push(`${claim.repository}:${claim.tag} does not hold ${claim.marker}`);
  return wrong;
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
