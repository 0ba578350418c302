import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { DOWNLOADS, imageScript, installLines } from '../steps';

/** https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html */
export function renderCodebuild(facts: CiFacts): CiFile {
  const { packages, runner, node } = facts;
  const script = imageScript(facts, {
    // The system does not say whether a pull request comes from a fork, so none may push.
    fork: `printf %s "$CODEBUILD_WEBHOOK_TRIGGER" | grep -q '^pr/'`,
    target: 'TARGET',
    previous: 'CODEBUILD_WEBHOOK_PREV_COMMIT',
  });
  return {
    path: 'buildspec.yml',
    content: file`
      # Builds the images that a change affects, and pushes them.
      #
      # The project: a Linux image (aws/codebuild/standard:7.0) with privileged mode, for Docker; git clone depth "Full"; "Concurrent build
      # limit" 1 where a build should wait for the one before it. Webhook: pushes to ${facts.branch} and pull requests, with a filter
      # on who may start builds.${facts.registry.kind === 'ecr' ? ' The plugin logs in to ECR with the role of the project.' : ''}
      version: 0.2

      env:
        shell: bash
        # For the fetch of the branch to compare with.
        git-credential-helper: yes
        ${variables(facts)}

      phases:
        install:
          runtime-versions:
            nodejs: ${node}
          commands:
            - |
              set -e
              ${installLines(facts)}
        build:
          commands:
            # refs/heads/${facts.branch} → ${facts.branch}; empty where it is no pull request.
            - TARGET="\${CODEBUILD_WEBHOOK_BASE_REF#refs/heads/}"
            - |
              set -e
              ${script}

      ${runner === 'cloud' ? ['cache:', '  paths:', `    - ${DOWNLOADS}/**/*`] : null}`,
  };

  function variables({ registry }: CiFacts): string {
    return block`
      variables:
        ${packages.cacheVariable}: ${DOWNLOADS}
        ${runner === 'private' ? ['# Caches stay on the disk of a reserved machine.', 'DOCKER_STAGE_BUILD_RUNNER: private'] : null}
      ${
        registry.kind === 'ecr'
          ? null
          : block`
            # A secret with the keys "user" and "password".
            secrets-manager:
              REGISTRY_USER: registry:user
              REGISTRY_PASSWORD: registry:password`
      }`;
  }
}
