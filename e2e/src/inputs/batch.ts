import { analyzeImage, type Tree } from '@docker-stage-build/core';
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
  /** Instructions that read files into `/out/`. */
  readonly lines: readonly string[];
}

/** What a line reads: `path`, or `path +x` for an executable file, sorted. */
export interface Inputs {
  readonly files: readonly string[];
  readonly links: readonly string[];
}

/** A Dockerfile whose last stage holds what line N read in `/N/`. */
export function makeDockerfile({ lines }: Pick<Batch, 'lines'>): string {
  const stages = lines.map((line, at) => {
    const base = line.startsWith('RUN') ? 'busybox:1' : 'scratch';
    return `FROM ${base} AS line-${at}\nWORKDIR /out\n${line}\n`;
  });
  const copies = lines.map((_, at) => `COPY --from=line-${at} /out /${at}\n`);
  return [...stages, `FROM scratch\n${copies.join('')}`].join('\n');
}

/** The batch's workspace; the Dockerfile and the ignore files are no part of the tables. */
export function treeOf({ entries }: Batch): Tree {
  return makeTree(entries);
}

/** What the planner says that each line reads, or that a source is missing. */
export function planInputs(batch: Batch): (Inputs & { readonly missing: readonly string[] })[] {
  const { folder = '', ignore, ownIgnore } = batch;
  const texts = new Map([
    ['Dockerfile', makeDockerfile(batch)],
    [folder === '' ? '.dockerignore' : `${folder}/.dockerignore`, ignore],
    ['Dockerfile.dockerignore', ownIgnore],
  ]);
  const [platform] = analyzeImage(
    {
      project: 'inputs',
      dockerfile: 'Dockerfile',
      context: folder,
      target: null,
      platforms: ['linux/amd64'],
      buildPlatform: 'linux/amd64',
      buildArgs: {},
      contexts: {},
      tags: [],
    },
    { tree: treeOf(batch), textOf: (path) => texts.get(path) ?? null },
  );
  return batch.lines.map((_, at) => {
    const stage = platform?.stages.get(`line-${at}`);
    const read = [...(stage?.files ?? [])].map(([path, value]) => ({
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
