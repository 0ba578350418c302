import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import { buildStageGraph } from '../dockerfile/stage-graph';
import type { StageGraph } from '../dockerfile/stage-graph-model';
import type { ImageRequest } from './image-request';

/** Trees of different commits mostly hold the same Dockerfile. */
const known = new WeakMap<ImageRequest, Map<string, readonly StageGraph[]>>();

/**
 * The stage graphs of an image, one a platform, in the order of the request's. A text is read once.
 * @throws StageBuildError when the Dockerfile cannot be understood
 */
export function graphsOf(request: ImageRequest, text: string): readonly StageGraph[] {
  let texts = known.get(request);
  if (!texts) known.set(request, (texts = new Map()));
  let graphs = texts.get(text);
  if (!graphs) texts.set(text, (graphs = readGraphs(request, text)));
  return graphs;
}

function readGraphs(request: ImageRequest, text: string): StageGraph[] {
  const dockerfile = parseDockerfile(text, { path: request.dockerfile });
  return request.platforms.map((platform) =>
    buildStageGraph(dockerfile, {
      ...(request.target !== null && { target: request.target }),
      buildArgs: request.buildArgs,
      contexts: Object.keys(request.contexts),
      platform,
      buildPlatform: request.buildPlatform,
    }),
  );
}
