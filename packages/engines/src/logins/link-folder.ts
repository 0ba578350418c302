import { readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What a configuration of its own does not share with the user's: the file with the logins, and the seeds by which BuildKit
 * takes two clients for the same one, so that it would hand the token of one account to another.
 */
const OWN = new Set(['config.json', '.token_seed', '.token_seed.lock']);

/** Links everything else of the user's folder: contexts, plugins, certificates, and what later versions keep there. */
export async function linkFolder(from: string, to: string): Promise<void> {
  const names = await readdir(from).catch(() => []);
  const shared = names.filter((name) => !OWN.has(name));
  await Promise.all(shared.map((name) => symlink(join(from, name), join(to, name))));
}
