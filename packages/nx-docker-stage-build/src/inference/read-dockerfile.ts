import { posix } from 'node:path';
import {
  buildStageGraph,
  parseDockerfile,
  type Read,
  type StageGraph,
  type StageGraphOptions,
} from '@docker-stage-build/core';

export interface ContextFolders {
  /** Folder of the main context, from the workspace root; `.` is the root. */
  readonly main: string;
  /** Folders of named contexts; `null` for one that is no folder. */
  readonly named: Readonly<Record<string, string | null>>;
}

export interface DockerfileQuestion {
  readonly contexts: ContextFolders;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** Inputs are the same for all platforms but in Dockerfiles that name files by platform. */
const PLATFORM = 'linux/amd64';

/** What a Dockerfile reads from contexts. */
export interface ReadPaths {
  /**
   * Paths and wildcards from the workspace root, sorted; `.` is all of the workspace. `null` when the Dockerfile cannot
   * be understood: the graph of the workspace has to stand all the same, and the executor says what is wrong.
   */
  readonly paths: readonly string[] | null;
}

/** Finds what any stage of a Dockerfile reads from contexts. */
export function readDockerfile(text: string, question: DockerfileQuestion): ReadPaths {
  try {
    const dockerfile = parseDockerfile(text);
    const graphs = buildGraphs((target) =>
      buildStageGraph(dockerfile, {
        ...target,
        buildArgs: question.buildArgs,
        contexts: Object.keys(question.contexts.named),
        platform: PLATFORM,
      }),
    );
    const reads = graphs.flatMap(({ stages }) =>
      stages.flatMap(({ steps }) => steps.flatMap((step) => step.reads)),
    );
    const paths = reads.flatMap((read) => pathsOf(read, question.contexts));
    return { paths: [...new Set(paths)].sort() };
  } catch {
    return { paths: null };
  }
}

/** A graph has steps for what its target needs: together, those of all last stages have every step. */
function buildGraphs(
  build: (target: Pick<StageGraphOptions, 'target'>) => StageGraph,
): StageGraph[] {
  const graph = build({});
  const needed = new Set(graph.stages.flatMap(({ needs }) => needs));
  const others = graph.stages.filter(({ id }) => !needed.has(id) && id !== graph.target);
  return [graph, ...others.map(({ id }) => build({ target: id }))];
}

function pathsOf({ from, paths }: Read, { main, named }: ContextFolders): string[] {
  if (from.kind !== 'context') return [];
  const folder = from.name === null ? main : (named[from.name] ?? null);
  if (folder === null) return [];
  return paths.map((path) => posix.join(folder, path).replace(/\/$/, ''));
}
