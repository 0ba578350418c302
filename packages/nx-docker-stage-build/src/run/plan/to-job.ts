import { isAbsolute, join } from 'node:path';
import {
  folderOfContext,
  gitLabels,
  StageBuildError,
  type ImageInput,
} from '@docker-stage-build/core';
import type { BuildJob, BuildOutput } from '@docker-stage-build/engines';
import type { Revision } from '../../git/read-revision';
import type { ImageOptions } from '../../options';
import type { PreparedImage } from '../prepare/prepare-images';

export interface JobSurroundings {
  /** Absolute path of the workspace root. */
  readonly root: string;
  readonly revision: Revision;
  readonly env: NodeJS.ProcessEnv;
}

/** The engine's job of an image, without its caches: those are the plan's. */
export function toJob(
  { options, request, input }: PreparedImage,
  { root, revision, env }: JobSurroundings,
): BuildJob {
  const absolute = (path: string) => (isAbsolute(path) ? path : join(root, path));
  return {
    project: request.project,
    dockerfile: absolute(request.dockerfile),
    context: absolute(request.context),
    target: targetName(options, input),
    platforms: options.platforms,
    tags: request.tags,
    buildArgs: options.buildArgs,
    secrets: options.secrets.map(({ id, env: variable, src }) => ({
      id,
      ...(variable !== undefined && { env: variable }),
      ...(src !== undefined && { src: absolute(src) }),
    })),
    ssh: options.ssh,
    labels: { ...(options.gitLabels ? gitLabels(revision) : {}), ...options.labels },
    annotations: options.annotations,
    contexts: Object.fromEntries(
      Object.entries(options.contexts).map(([name, value]) => [
        name,
        folderOfContext(value) === null ? value : absolute(value),
      ]),
    ),
    network: options.network ?? null,
    noCache: options.noCache,
    pull: options.pull,
    provenance: options.provenance ?? null,
    sbom: options.sbom ?? null,
    outputs: chooseOutputs(options, absolute),
    cacheFrom: null,
    cacheTo: null,
    builder: options.builder ?? null,
    addHosts: options.addHosts,
    shmSize: options.shmSize ?? null,
    ulimits: options.ulimits,
    allow: options.allow,
    env,
  };
}

function chooseOutputs(options: ImageOptions, absolute: (path: string) => string): BuildOutput[] {
  const outputs = options.outputs.map((output): BuildOutput =>
    'dest' in output ? { ...output, dest: absolute(output.dest) } : output,
  );
  if (options.push) outputs.unshift({ type: 'push' });
  if (options.load) outputs.unshift({ type: 'load' });
  return outputs;
}

/**
 * The target as engines take it, which is by name only; the last stage needs none.
 * @throws StageBuildError STAGE_UNKNOWN for a stage that has an index but no name
 */
function targetName({ target: asked }: ImageOptions, { head, project }: ImageInput): string | null {
  const target = head[0]?.stages.get(head[0].target)?.stage.name ?? null;
  if (target !== null || asked === undefined) return target;
  throw new StageBuildError('STAGE_UNKNOWN', `Stage ${asked} has no name to build it by.`, {
    hint: 'Give it one: FROM … AS name.',
    project,
    stage: asked,
  });
}
