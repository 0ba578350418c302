import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { BuildFiles } from '@docker-stage-build/core';

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
  const folder = await mkdtemp(join(tmpdir(), 'docker-stage-build-'));
  try {
    const dockerfile = join(folder, basename(path));
    await Promise.all([
      writeFile(dockerfile, files.dockerfile),
      writeFile(`${dockerfile}.dockerignore`, files.ignore),
    ]);
    return await work(dockerfile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
