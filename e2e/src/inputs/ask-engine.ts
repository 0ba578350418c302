import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { tryRun } from '../../../tools/engine/system/run';
import {
  contextOf,
  folderOf,
  ignoreFilesOf,
  makeDockerfile,
  treeOf,
  type Batch,
  type Inputs,
} from './batch';
import { writeTree } from './context';

/** What each line of a batch read, or the reason that the engine gives for building nothing. */
export type Answer = { readonly inputs: readonly Inputs[] } | { readonly refused: string };

/** Builds a batch and reads, from what came out, which files went in. */
export async function askEngine(
  batch: Batch,
  env: Readonly<Record<string, string>>,
): Promise<Answer> {
  const root = mkdtempSync(join(tmpdir(), 'inputs-'));
  try {
    return await build(batch, { root, env });
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function build(
  batch: Batch,
  { root, env }: { readonly root: string; readonly env: Readonly<Record<string, string>> },
): Promise<Answer> {
  const [workspace, output] = [join(root, 'workspace'), join(root, 'output')];
  const context = join(workspace, batch.folder ?? '');
  // Outside the context, so that no line reads it.
  const dockerfile = join(root, 'Dockerfile');
  mkdirSync(context, { recursive: true });
  writeTree(workspace, treeOf(batch));
  writeFileSync(dockerfile, makeDockerfile(batch));
  for (const [path, text] of ignoreFilesOf(batch)) writeFileSync(join(workspace, path), text);
  if (batch.ownIgnore !== undefined) writeFileSync(`${dockerfile}.dockerignore`, batch.ownIgnore);
  const named = Object.keys(batch.contexts ?? {}).map(
    (name) => `--build-context=${name}=${join(workspace, folderOf(name))}`,
  );
  const files = [`--file=${dockerfile}`, `--output=type=local,dest=${output}`];
  const { stderr, exitCode } = await tryRun(
    'docker',
    ['buildx', 'build', ...files, ...named, context],
    { env: { ...process.env, ...env, BUILDX_NO_DEFAULT_ATTESTATIONS: '1' } },
  );
  if (exitCode !== 0) return { refused: /^ERROR: (.*)$/m.exec(stderr)?.[1] ?? stderr };
  return {
    inputs: batch.lines.map((line, at) => readOutput(join(output, `${at}`), { line, batch })),
  };
}

/** A file says itself where it came from; a link is known by its name, which no other entry of a batch has. */
function readOutput(folder: string, { line, batch }: { line: string; batch: Batch }): Inputs {
  const files = new Set<string>();
  const links: string[] = [];
  const from = contextOf(line);
  const paths = [...treeOf(batch).keys()].filter(
    (path) => from === null || path.startsWith(`${folderOf(from)}/`),
  );
  // A line that reads nothing makes no folder.
  const found = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
    : [];
  for (const entry of found) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) {
      const path = paths.find((candidate) => posix.basename(candidate) === entry.name);
      links.push(path ?? entry.name);
    } else if (entry.isFile() && entry.name !== '.dockerignore') {
      const isExecutable = (statSync(file).mode & 0o111) !== 0;
      files.add(readFileSync(file, 'utf8') + (isExecutable ? ' +x' : ''));
    }
  }
  return { files: [...files].sort(), links };
}
