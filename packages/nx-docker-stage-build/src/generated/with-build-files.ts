import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BuildFiles } from '@docker-stage-build/core';
import { withTemporaryFolder } from '@docker-stage-build/engines';

/**
 * Lets work have a Dockerfile and its ignore file (`<Dockerfile>.dockerignore`, which BuildKit takes before any other) in a folder
 * of their own. The Dockerfile keeps its name, which the engine's messages show. Whatever happens, the folder does not stay.
 * @param path of the Dockerfile in the workspace; handed on where nothing was generated
 */
export async function withBuildFiles<T>(
  path: string,
  files: BuildFiles | null,
  work: (dockerfile: string) => Promise<T>,
): Promise<T> {
  if (files === null) return work(path);
  return withTemporaryFolder(async (folder) => {
    const dockerfile = join(folder, basename(path));
    await Promise.all([
      writeFile(dockerfile, files.dockerfile),
      writeFile(`${dockerfile}.dockerignore`, files.ignore),
    ]);
    return work(dockerfile);
  });
}
