import { StageBuildError } from '@docker-stage-build/core';
import type { EngineFacts } from './facts';

/** The oldest buildx with `--progress=rawjson`. */
export const MINIMUM_BUILDX = '0.13';

/** The oldest Docker whose daemon builds with BuildKit unless told otherwise. */
export const MINIMUM_DOCKER = '23.0';

export function engineMissing(): StageBuildError {
  return new StageBuildError('ENGINE_MISSING', 'There is no `docker` on the PATH.', {
    hint: 'Install Docker (https://docs.docker.com/get-started/get-docker/), or put its client on the PATH.',
  });
}

export function buildxMissing(): StageBuildError {
  return new StageBuildError('BUILDX_MISSING', 'This docker has no buildx plugin.', {
    hint: 'Install it: https://github.com/docker/buildx#installing (the package docker-buildx-plugin or docker-buildx).',
  });
}

export function buildxTooOld(version: string): StageBuildError {
  return new StageBuildError(
    'BUILDX_TOO_OLD',
    `buildx ${version} is too old: at least ${MINIMUM_BUILDX} is needed, for its machine-readable progress.`,
    { hint: 'Install a newer one: https://github.com/docker/buildx#installing' },
  );
}

export function engineTooOld(version: string): StageBuildError {
  return new StageBuildError(
    'ENGINE_TOO_OLD',
    `Docker ${version} is too old: at least ${MINIMUM_DOCKER} is needed.`,
    { hint: 'Upgrade Docker, or build with a builder of another driver (`docker buildx create`).' },
  );
}

/** What hindered us from reaching the daemon or the builder, from what the client said of it. */
export function engineUnreachable(said: string): StageBuildError {
  const text = said.trim();
  if (/permission denied/i.test(text)) {
    return new StageBuildError(
      'ENGINE_PERMISSION',
      `Docker may not be used by this user: ${text}`,
      {
        hint: 'Add the user to the group `docker` and log in anew, use rootless Docker, or choose another DOCKER_HOST.',
      },
    );
  }
  return new StageBuildError('ENGINE_UNREACHABLE', `The engine does not answer: ${text}`, {
    hint: 'Start Docker, or check DOCKER_HOST, `docker context ls` and `docker buildx ls`.',
    retryable: true,
  });
}

export function cannotCache({ builder }: EngineFacts, why: string): StageBuildError {
  return new StageBuildError(
    'ENGINE_CANNOT_CACHE',
    `The builder "${builder.name}" cannot export caches, and ${why}`,
    {
      hint: "Turn on Docker's containerd image store (https://docs.docker.com/go/containerd-image-store/), build with `cache: none`, or name a builder of another driver.",
    },
  );
}

/** @param problem a sentence on what the builder cannot do */
export function cannotOutput(
  { builder }: EngineFacts,
  project: string,
  problem: string,
): StageBuildError {
  return new StageBuildError(
    'ENGINE_CANNOT_OUTPUT',
    `The builder "${builder.name}" cannot build ${project} like that: ${problem}.`,
    {
      project,
      hint: "Turn on Docker's containerd image store (https://docs.docker.com/go/containerd-image-store/), or use a builder of another driver.",
    },
  );
}

export function cannotLoad({ builder }: EngineFacts, project: string): StageBuildError {
  return new StageBuildError(
    'ENGINE_CANNOT_OUTPUT',
    `The builder "${builder.name}" cannot load the image of ${project}: no Docker answers that could take it.`,
    {
      project,
      hint: 'Push it (`push`), write it into a file (`outputs`: `type=oci,dest=…`), or leave `load` out: it then stays in the cache of the builder. With a Docker, start it or check DOCKER_HOST.',
    },
  );
}
