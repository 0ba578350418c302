import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import { buildStageGraph } from '../dockerfile/stage-graph';
import { fingerprintStages } from '../fingerprint/fingerprint-stages';
import { listForeignTriggers } from './list-foreign-triggers';

const TEXT = `FROM node:20 AS deps
ONBUILD RUN true
FROM deps AS build
FROM scratch
COPY --from=build / /
`;

it.each([
  [1, [], []],
  [2, ['build'], []],
  [3, ['deps'], ['deps']],
  [4, ['2', 'build', 'deps'], ['2', 'deps']],
])('%i: triggers in %j are those of base images in %j', (_, triggered, foreign) => {
  const platform = 'linux/amd64';
  const graph = buildStageGraph(parseDockerfile(TEXT), { platform });
  const stages = fingerprintStages(graph, new Map());
  const head = [{ platform, frontend: null, target: graph.target, stages }];
  expect(listForeignTriggers(head, new Set(triggered))).toEqual(foreign);
});
