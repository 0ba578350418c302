import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript } from '../script/image-script';
import { installLines } from '../script/install-lines';
import { loginLine } from '../script/login-lines';
import { DOWNLOADS } from '../script/names';

/** https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html */
export function renderCodebuild(facts: CiFacts): CiFile {
  const { branch, packages, runner, node, registry } = facts;
  const script = imageScript(facts, {
    // The system does not say whether a pull request comes from a fork, so none may push.
    fork: `printf %s "$CODEBUILD_WEBHOOK_TRIGGER" | grep -q '^pr/'`,
    target: 'TARGET',
    previous: 'CODEBUILD_WEBHOOK_PREV_COMMIT',
    login: secretLogin(facts),
  });
  return {
    path: 'buildspec.yml',
    content: file`
      # Builds the images that a change affects, and pushes them.
      #
      # Two projects use it. Of the one for pushes to ${branch}, the role may ${registry.kind === 'ecr' ? 'write to ECR; the plugin logs in with it' : 'read the secrets of the registry'}. The one for
      # pull requests has a role that may do nothing of that, as its code may come from elsewhere, and a "Pull request build policy".
      # Both: a Linux image (aws/codebuild/standard:7.0) with privileged mode, for Docker; git clone depth "Full"; "Concurrent build
      # limit" 1 where a build should wait for the one before it.
      version: 0.2

      env:
        shell: bash
        # For the fetch of the branch to compare with.
        git-credential-helper: yes
        variables:
          ${packages.cacheVariable}: ${DOWNLOADS}
          ${runner === 'private' ? ['# Caches stay on the disk of a reserved machine.', 'DOCKER_STAGE_BUILD_RUNNER: private'] : null}

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
            # refs/heads/${branch} → ${branch}; empty where it is no pull request.
            - TARGET="\${CODEBUILD_WEBHOOK_BASE_REF#refs/heads/}"
            - |
              set -e
              ${script}

      ${runner === 'cloud' ? ['cache:', '  paths:', `    - ${DOWNLOADS}/**/*`] : null}`,
  };
}

/** Secrets named in `env` would be read for every build. */
function secretLogin(facts: CiFacts): string | null {
  const login = loginLine(facts);
  if (login === null) return null;
  return block`
    # Secrets Manager; the names of the secrets are yours to choose.
    ${['REGISTRY_USER', 'REGISTRY_PASSWORD'].map(
      (name) =>
        `${name}=$(aws secretsmanager get-secret-value --secret-id ${name.toLowerCase().replace('_', '-')} --query SecretString --output text)`,
    )}
    ${login}`;
}
