import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wholeBlobs } from '../collect-blobs';
import { layoutPaths } from '../layout-files';
import { parseLayoutIndex } from '../layout-index';

/** Everything that is wrong with a layout; an empty list when nothing is. */
export async function checkLayout(folder: string): Promise<string[]> {
  const paths = layoutPaths(folder);
  const problems: string[] = [];
  const marker = await readFile(join(folder, 'oci-layout'), 'utf8').catch(() => '');
  if (marker !== '{"imageLayoutVersion":"1.0.0"}') problems.push(`oci-layout is "${marker}"`);
  const index = parseLayoutIndex(await readFile(paths.index, 'utf8').catch(() => ''));
  if (index === null) problems.push('index.json cannot be read');
  for (const manifest of index ?? []) {
    if ((await wholeBlobs(manifest, paths)) === null)
      problems.push(`${manifest.digest} is not whole`);
  }
  for (const file of await readdir(paths.blobs)) {
    const hash = createHash('sha256').update(await readFile(join(paths.blobs, file)));
    if (hash.digest('hex') !== file) problems.push(`blob ${file} has another content`);
  }
  return problems;
}
