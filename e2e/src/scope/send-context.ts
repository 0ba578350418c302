import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { BuildFiles } from '@docker-stage-build/core';
import { run } from '../../../tools/engine/system/run';
import { makeTree, writeTree } from '../inputs/context';
import type { ScopeCase } from './scope-case';

/** Builds with an ignore file beside a Dockerfile outside of the context, and lists what the engine was sent, sorted. */
export async function sendContext(
  { entries, folder = '', ignore }: ScopeCase,
  { dockerfile, ignore: narrowed }: BuildFiles,
  env: Readonly<Record<string, string>>,
): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'scope-'));
  try {
    const [workspace, output] = [join(root, 'workspace'), join(root, 'output')];
    const [context, generated] = [join(workspace, folder), join(root, 'Dockerfile')];
    mkdirSync(context, { recursive: true });
    writeTree(workspace, makeTree(entries));
    if (ignore !== undefined) writeFileSync(join(context, '.dockerignore'), ignore);
    writeFileSync(generated, dockerfile);
    writeFileSync(`${generated}.dockerignore`, narrowed);
    await run(
      'docker',
      ['buildx', 'build', `--file=${generated}`, `--output=type=local,dest=${output}`, context],
      { env: { ...process.env, ...env, BUILDX_NO_DEFAULT_ATTESTATIONS: '1' } },
    );
    return readdirSync(output, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && entry.name !== '.dockerignore')
      .map((entry) => relative(output, join(entry.parentPath, entry.name)))
      .sort();
  } finally {
    rmSync(root, { recursive: true });
  }
}
