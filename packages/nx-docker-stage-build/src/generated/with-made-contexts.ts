import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { withTemporaryFolder } from '@docker-stage-build/engines';

/** A context that is made for an image: files with their content, and files taken from the workspace. */
export interface MadeContext {
  readonly texts: ReadonlyMap<string, string>;
  /** Path in the context → absolute path of the file that is taken. */
  readonly copies: ReadonlyMap<string, string>;
}

/**
 * Lets work have made contexts as folders, by name. Modes are the same on every machine, since BuildKit counts them. Whatever
 * happens, the folders do not stay.
 */
export async function withMadeContexts<T>(
  made: ReadonlyMap<string, MadeContext>,
  work: (folders: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  if (made.size === 0) return work({});
  return withTemporaryFolder(async (parent) => {
    const folders: Record<string, string> = {};
    for (const [name, context] of made) {
      const folder = join(parent, name);
      await writeContext(folder, context);
      folders[name] = folder;
    }
    return work(folders);
  });
}

async function writeContext(folder: string, { texts, copies }: MadeContext): Promise<void> {
  const paths = [...texts.keys(), ...copies.keys()];
  const parents = new Set([folder, ...paths.flatMap((path) => foldersOf(folder, path))]);
  // From the top down: a folder is there before what it holds.
  for (const one of [...parents].sort()) {
    await mkdir(one, { recursive: true });
    await chmod(one, 0o755);
  }
  await Promise.all([
    ...[...texts].map(async ([path, text]) => {
      const file = join(folder, path);
      await writeFile(file, text);
      await chmod(file, 0o644);
    }),
    // Copied with their modes, as the engine would take them from the workspace.
    ...[...copies].map(([path, source]) => copyFile(source, join(folder, path))),
  ]);
}

function foldersOf(folder: string, path: string): string[] {
  const parents: string[] = [];
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent))
    parents.push([folder, ...parent.split('/')].join(sep));
  return parents;
}
