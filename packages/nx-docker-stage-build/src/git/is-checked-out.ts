import { lstat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether a submodule's folder is a repository: without its own `.git`, git would look in the one around it. */
export async function isCheckedOut(folder: string): Promise<boolean> {
  return (await lstat(join(folder, '.git')).catch(() => null)) !== null;
}
