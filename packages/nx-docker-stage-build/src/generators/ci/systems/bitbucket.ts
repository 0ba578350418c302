import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript } from '../script/image-script';
import { installLines } from '../script/install-lines';
import { secretNames } from '../script/login-lines';
import { PLAN_FILE } from '../script/names';

/** https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/ */
export function renderBitbucket(facts: CiFacts): CiFile {
  const { branch, runner, aws, packages } = facts;
  const script = imageScript(facts, {
    // Nothing runs here for a pull request from another repository.
    fork: null,
    target: 'BITBUCKET_PR_DESTINATION_BRANCH',
    awsToken: 'printf %s "$BITBUCKET_STEP_OIDC_TOKEN"',
  });
  return {
    path: 'bitbucket-pipelines.yml',
    content: file`
      # Builds the images that a change affects, and pushes them.
      ${variablesComment(facts)}
      image: docker:29-cli

      clone:
        # The base and the names of older caches are found in the history.
        depth: full

      definitions:
        services:
          docker:
            # Docker 29 keeps images in containerd's store, so that its own builder can export caches.
            image: docker:29-dind
            type: docker
            memory: 4096
        ${runner === 'cloud' ? ['caches:', '  packages:', '    key:', `      files: [${packages.lockfile}]`, '    path: ~/.packages'] : null}
        steps:
          - step: &images
              name: Images
              ${runner === 'private' ? privateRunner() : cloudRunner()}
              services: [docker]
              max-time: 60
              ${aws && ['# The token by which AWS knows this step.', 'oidc: true']}
              script:
                - apk add --no-cache git nodejs npm
                ${runner === 'cloud' ? `- export ${packages.cacheVariable}=~/.packages` : privateCache()}
                ${aws && [`- export AWS_ROLE_ARN=${aws.role} AWS_REGION=${aws.region}`]}
                - |
                  set -e
                  ${installLines(facts)}

                  ${script}
              artifacts:
                - ${PLAN_FILE}

      pipelines:
        branches:
          '${branch}':
            - step: *images
        pull-requests:
          '**':
            - step: *images`,
  };
}

function variablesComment(facts: CiFacts): string | null {
  const names = secretNames(facts);
  return names && `# Repository variables: ${names[0]} and, secured, ${names[1]}.`;
}

/** https://support.atlassian.com/bitbucket-cloud/docs/enable-and-use-runtime-v3/ */
function cloudRunner(): string {
  return block`
    # This runtime lets a step use buildx.
    runtime:
      cloud:
        version: '3'
    size: 2x
    caches: [packages]`;
}

function privateRunner(): string {
  return block`
    runs-on: [self.hosted, linux]
    runtime:
      self-hosted:
        # Caches stay on the disk of the runner.
        volumes: ['/var/lib/docker-stage-build:/caches']`;
}

function privateCache(): string {
  return '- export DOCKER_STAGE_BUILD_RUNNER=private DOCKER_STAGE_BUILD_CACHE=local:/caches';
}
