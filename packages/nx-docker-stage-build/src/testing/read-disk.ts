import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { hashBlob } from '../git/hash-content';

/** What lies on disk, told without git: path → type and hash. `.git` is left out at any depth. */
export function readDisk(root: string, folder = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(root, folder))) {
    if (name === '.git') continue;
    const path = folder === '' ? name : `${folder}/${name}`;
    const stats = lstatSync(join(root, path));
    if (stats.isDirectory()) Object.assign(found, readDisk(root, path));
    else if (stats.isSymbolicLink())
      found[path] = `symlink ${hashBlob(Buffer.from(readlinkSync(join(root, path))))}`;
    else {
      const type = (stats.mode & 0o100) === 0 ? 'file' : 'executable';
      found[path] = `${type} ${hashBlob(readFileSync(join(root, path)))}`;
    }
  }
  return found;
}
