import { posix } from 'node:path';
import { analyzeImage, mergeFiles, type Tree } from '@docker-stage-build/core';
import { makeTree, type Entry } from './context';

/** Cases that share a context: each line is a case, and a stage of one build. */
export interface Batch {
  readonly name: string;
  readonly entries: readonly Entry[];
  /** Folder of the context; the root when absent. */
  readonly folder?: string;
  /** Text of the context's `.dockerignore`. */
  readonly ignore?: string;
  /** Text of `Dockerfile.dockerignore`. */
  readonly ownIgnore?: string;
  /** Named contexts; each is a folder beside the others. */
  readonly contexts?: Readonly<Record<string, NamedContext>>;
  /** Instructions that read files into `/out/`. */
  readonly lines: readonly string[];
}

export interface NamedContext {
  readonly entries: readonly Entry[];
  readonly ignore?: string;
}

/** What a line reads: `path`, or `path +x` for an executable file, sorted. */
export interface Inputs {
  readonly files: readonly string[];
  readonly links: readonly string[];
}

/** A Dockerfile in which line N is a stage of its own, on top of the line before, that puts what it reads into `/N/`. */
export function makeDockerfile({ lines }: Pick<Batch, 'lines'>): string {
  const first = lines.some(runs) ? 'busybox:1' : 'scratch';
  const stages = lines.map((line, at) => {
    const base = at === 0 ? first : `line-${at - 1}`;
    const folder = runs(line) ? `WORKDIR /${at}\n` : '';
    return `FROM ${base} AS line-${at}\n${folder}${line.replaceAll('/out/', `/${at}/`)}\n`;
  });
  return stages.join('');
}

function runs(line: string): boolean {
  return /^RUN/m.test(line);
}

/** The batch's workspace; the Dockerfile and the ignore files are no part of the tables. */
export function treeOf({ entries, contexts = {} }: Batch): Tree {
  const named = Object.entries(contexts).flatMap(([name, context]) =>
    context.entries.map((entry) => `${folderOf(name)}/${entry}`),
  );
  return makeTree([...entries, ...named]);
}

/** Folder of a named context. */
export function folderOf(context: string): string {
  return `contexts/${context}`;
}

/** Name of the context that a line reads from; `null` for the main one. */
export function contextOf(line: string): string | null {
  return /from=([\w-]+)/.exec(line)?.[1] ?? null;
}

/** Ignore files by path. */
export function ignoreFilesOf({ folder = '', ignore, contexts = {} }: Batch): Map<string, string> {
  const all: [string, string | undefined][] = [
    [posix.join(folder, '.dockerignore'), ignore],
    ...Object.entries(contexts).map(([name, context]): [string, string | undefined] => [
      `${folderOf(name)}/.dockerignore`,
      context.ignore,
    ]),
  ];
  return new Map(all.flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])));
}

/** What the planner says that each line reads, or that a source is missing. */
export function planInputs(batch: Batch): (Inputs & { readonly missing: readonly string[] })[] {
  const { folder = '', ownIgnore, contexts = {} } = batch;
  const texts = ignoreFilesOf(batch).set('Dockerfile', makeDockerfile(batch));
  if (ownIgnore !== undefined) texts.set('Dockerfile.dockerignore', ownIgnore);
  const [platform] = analyzeImage(
    {
      project: 'inputs',
      dockerfile: 'Dockerfile',
      context: folder,
      target: null,
      platforms: ['linux/amd64'],
      buildPlatform: 'linux/amd64',
      buildArgs: {},
      contexts: Object.fromEntries(Object.keys(contexts).map((name) => [name, folderOf(name)])),
      tags: [],
    },
    { tree: treeOf(batch), textOf: (path) => texts.get(path) ?? null },
  );
  return batch.lines.map((_, at) => {
    const stage = platform?.stages.get(`line-${at}`);
    const read = [...mergeFiles(stage?.reads ?? [])].map(([path, value]) => ({
      path,
      type: value.split(' ')[0],
    }));
    return {
      files: read
        .filter(({ type }) => type !== 'symlink')
        .map(({ path, type }) => (type === 'executable' ? `${path} +x` : path))
        .sort(),
      links: read.filter(({ type }) => type === 'symlink').map(({ path }) => path),
      missing: (stage?.missing ?? []).map(({ path }) => path),
    };
  });
}
