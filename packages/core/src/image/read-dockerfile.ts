import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import { buildStageGraph, reachableStages } from '../dockerfile/stage-graph';
import type { Dockerfile } from '../dockerfile/model';
import type { Read, StageGraph } from '../dockerfile/stage-graph-model';
import { StageBuildError } from '../errors';
import { compileScope, type ContextScope } from '../scope/context-scope';
import { namePaths } from '../scope/named-path';
import type { ImageRequest } from './image-request';

/** What a Dockerfile says of an image. */
export interface ReadDockerfile {
  /** Stage graphs, one a platform, in the order of the request's. */
  readonly graphs: readonly StageGraph[];
  /** What the main context is held to; `null` when all of its folder is in. */
  readonly scope: ContextScope | null;
  /** Those of the request's made contexts that the target reads. */
  readonly made: readonly string[];
}

/** Trees of different commits mostly hold the same Dockerfile. */
const known = new WeakMap<ImageRequest, Map<string, ReadDockerfile>>();

/**
 * Reads the Dockerfile of an image. A text is read once.
 * @throws StageBuildError when it cannot be understood
 */
export function readDockerfile(request: ImageRequest, text: string): ReadDockerfile {
  let texts = known.get(request);
  if (!texts) known.set(request, (texts = new Map()));
  let read = texts.get(text);
  if (!read) texts.set(text, (read = understand(request, text)));
  return read;
}

function understand(request: ImageRequest, text: string): ReadDockerfile {
  const { context, platforms, scope } = request;
  const dockerfile = parseDockerfile(text, { path: request.dockerfile });
  const graphs = platforms.map((platform) =>
    buildGraph(dockerfile, { request, platform, target: request.target }),
  );
  const made = listMade(request, graphs);
  if (!scope) return { graphs, scope: null, made };
  const reads = graphs.flatMap((graph) => [
    ...readsOf(graph),
    ...otherTargets(graph).flatMap((target) =>
      readsOfOther(dockerfile, { request, platform: graph.platform, target }),
    ),
  ]);
  return { graphs, scope: compileScope(scope, { context, named: namePaths(reads) }), made };
}

interface GraphOptions {
  readonly request: ImageRequest;
  readonly platform: string;
  readonly target: string | null;
}

function buildGraph(
  dockerfile: Dockerfile,
  { request, platform, target }: GraphOptions,
): StageGraph {
  return buildStageGraph(dockerfile, {
    ...(target !== null && { target }),
    buildArgs: request.buildArgs,
    contexts: [...Object.keys(request.contexts), ...nameMade(request, dockerfile)],
    platform,
    buildPlatform: request.buildPlatform,
  });
}

/** A context or a stage of the user's own goes before one that is made. */
function nameMade(
  { made = [], contexts }: ImageRequest,
  { stages }: Dockerfile,
): readonly string[] {
  if (made.length === 0) return made;
  const own = [...Object.keys(contexts), ...stages.map(({ name }) => name?.toLowerCase())];
  return made.filter((name) => !own.includes(name));
}

function listMade({ made = [], contexts }: ImageRequest, graphs: readonly StageGraph[]): string[] {
  if (made.length === 0) return [];
  const sources = graphs.flatMap((graph) =>
    reachableStages(graph, graph.target).flatMap(({ base, steps }) => [
      base,
      ...steps.flatMap(({ reads }) => reads.map(({ from }) => from)),
    ]),
  );
  return made.filter(
    (name) =>
      contexts[name] === undefined &&
      sources.some((source) => source.kind === 'context' && source.name === name),
  );
}

function readsOf({ stages }: StageGraph): Read[] {
  return stages.flatMap(({ steps }) => steps.flatMap(({ reads }) => reads));
}

/** Last stages besides the target: all targets of a Dockerfile have one context, so that they share its caches. */
function otherTargets({ stages, target }: StageGraph): string[] {
  const needed = new Set(stages.flatMap(({ needs }) => needs));
  return stages.map(({ id }) => id).filter((id) => id !== target && !needed.has(id));
}

/** What is wrong with a stage that is not built is not said now; it names nothing. */
function readsOfOther(dockerfile: Dockerfile, options: GraphOptions): Read[] {
  try {
    return readsOf(buildGraph(dockerfile, options));
  } catch (error) {
    if (error instanceof StageBuildError) return [];
    throw error;
  }
}
