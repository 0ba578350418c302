import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutput } from '../../report/write-output';

/** An image that was not asked for in this time, in milliseconds, is forgotten. */
const MEMORY = 30 * 24 * 60 * 60 * 1000;

/** Remembers the ids of images in the local engine, by fingerprint: a file each, so that runs side by side do not meet. */
export interface LoadedImages {
  find(fingerprint: string): Promise<string | null>;
  remember(fingerprint: string, id: string): Promise<void>;
}

export function loadedImages(folder: string): LoadedImages {
  const fileOf = (fingerprint: string): string => join(folder, fingerprint);
  return {
    async find(fingerprint) {
      try {
        const id = await readFile(fileOf(fingerprint), 'utf8');
        const now = new Date();
        await utimes(fileOf(fingerprint), now, now);
        return id;
      } catch {
        return null;
      }
    },

    async remember(fingerprint, id) {
      await writeOutput(fileOf(fingerprint), id);
      await forgetOld(folder);
    },
  };
}

/** What another run removes first is gone all the same. */
async function forgetOld(folder: string): Promise<void> {
  const limit = Date.now() - MEMORY;
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const used = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => limit,
    );
    if (used < limit) await rm(file, { force: true });
  }
}
