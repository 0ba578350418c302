import { posix } from 'node:path';
import {
  buildStageGraph,
  parseDockerfile,
  type StageGraph,
  type StageGraphOptions,
} from '@docker-stage-build/core';
import { MADE_CONTEXTS } from '../manifests/made-contexts';

export interface ContextFolders {
  /** Folder of the main context, from the workspace root; `.` is the root. */
  readonly main: string;
  /** Folders of named contexts; `null` for one that is no folder of the workspace. */
  readonly named: Readonly<Record<string, string | null>>;
}

export interface DockerfileQuestion {
  readonly contexts: ContextFolders;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** Inputs are the same for all platforms but in Dockerfiles that name files by platform. */
const PLATFORM = 'linux/amd64';

/** What a Dockerfile reads from contexts: paths and wildcards from the workspace root; `.` is all of the workspace. */
export interface ReadPaths {
  readonly main: readonly string[];
  readonly named: readonly string[];
  /** Names of contexts that are made, `manifests` for one. */
  readonly made: readonly string[];
}

/**
 * Finds what any stage of a Dockerfile reads from contexts. One that cannot be understood may read all of the main context: the
 * graph of the workspace has to stand all the same, and the executor says what is wrong.
 */
export function readDockerfile(text: string, question: DockerfileQuestion): ReadPaths {
  const { main, named } = question.contexts;
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
    // A stage stands on all of a context.
    const bases = graphs.flatMap(({ stages }) =>
      stages.map(({ base }) => ({ from: base, paths: ['.'] })),
    );
    const all = [...bases, ...reads];
    const ofMain = reads.filter(({ from }) => from.kind === 'context' && from.name === null);
    return {
      main: ofMain.flatMap(({ paths }) => joinAll(main, paths)),
      named: all.flatMap(({ from, paths }) => {
        const folder = from.kind === 'context' && from.name !== null ? named[from.name] : null;
        return folder ? joinAll(folder, paths) : [];
      }),
      // A stage or a context of the user's own that has the name is no image.
      made: Object.keys(MADE_CONTEXTS).filter((name) =>
        all.some(({ from }) => from.kind === 'image' && from.ref === name),
      ),
    };
  } catch {
    return { main: [main], named: [], made: [] };
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

function joinAll(folder: string, paths: readonly string[]): string[] {
  return paths.map((path) => posix.join(folder, path).replace(/\/$/, ''));
}
