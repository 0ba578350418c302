import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript } from '../script/image-script';
import { installLines } from '../script/install-lines';
import { secretNames } from '../script/login-lines';
import { DOWNLOADS, PLAN_FILE } from '../script/names';

/** https://docs.gitlab.com/ci/yaml/ and https://docs.gitlab.com/ci/docker/using_docker_build/ */
export function renderGitlab(facts: CiFacts): CiFile {
  const { branch, runner, registry } = facts;
  const isPrivate = runner === 'private';
  const script = imageScript(facts, {
    fork: '[ "$CI_MERGE_REQUEST_SOURCE_PROJECT_PATH" != "$CI_MERGE_REQUEST_PROJECT_PATH" ]',
    target: 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
    previous: 'CI_COMMIT_BEFORE_SHA',
    awsToken: 'printf %s "$AWS_ID_TOKEN"',
    ...(registry.kind === 'gitlab' && { login: ownRegistryLogin(registry.host) }),
  });
  return {
    path: '.gitlab-ci.yml',
    content: file`
      # Builds the images that a change affects, and pushes them.
      ${variablesComment(facts)}
      workflow:
        rules:
          # A newer push to a merge request stops the pipeline of the older one.
          - if: $CI_PIPELINE_SOURCE == "merge_request_event"
            auto_cancel:
              on_new_commit: interruptible
          # Pipelines of ${branch} are never stopped.
          - if: $CI_COMMIT_BRANCH == "${branch}"
            auto_cancel:
              on_new_commit: none

      images:
        ${isPrivate ? privateRunner(facts) : cloudRunner(facts)}
        interruptible: true
        timeout: 1 hour
        ${tokens(facts)}
        script:
          - |
            set -e
            ${installLines(facts, { isGuest: isPrivate })}

            ${script}
        artifacts:
          # The plan, one click away in the merge request.
          expose_as: Image plan
          paths: [${PLAN_FILE}]
          when: always`,
  };
}

function variablesComment(facts: CiFacts): string | null {
  const names = facts.registry.kind === 'gitlab' ? null : secretNames(facts);
  return names && `# CI/CD variables: ${names[0]} and, masked, ${names[1]}.`;
}

/** A shell executor: the machine has Docker, Node.js and a disk that stays. */
function privateRunner({ aws }: CiFacts): string {
  return block`
    # Runners with the shell executor, Docker with buildx, and Node.js. Caches stay in the home folder of the runner.
    tags: [docker]
    variables:
      # The base and the names of older caches are found in the history.
      GIT_DEPTH: 0
      ${awsVariables(aws)}`;
}

function cloudRunner({ packages, aws }: CiFacts): string {
  return block`
    image: docker:29-cli
    services: [docker:29-dind]
    variables:
      # The base and the names of older caches are found in the history.
      GIT_DEPTH: 0
      DOCKER_HOST: tcp://docker:2376
      DOCKER_TLS_CERTDIR: /certs
      DOCKER_TLS_VERIFY: 1
      DOCKER_CERT_PATH: /certs/client
      ${packages.cacheVariable}: $CI_PROJECT_DIR/${DOWNLOADS}
      ${awsVariables(aws)}
    cache:
      key:
        files: [${packages.lockfile}]
      paths: [${DOWNLOADS}]
    before_script:
      - apk add --no-cache git nodejs npm`;
}

function awsVariables(aws: CiFacts['aws']): string | null {
  return aws && [`AWS_ROLE_ARN: ${aws.role}`, `AWS_REGION: ${aws.region}`].join('\n');
}

/** The audience is what AWS knows the token by. */
function tokens({ aws }: CiFacts): string | null {
  if (aws === null) return null;
  return block`
    id_tokens:
      AWS_ID_TOKEN:
        aud: sts.amazonaws.com`;
}

/** GitLab gives every job a login to its own registry. */
function ownRegistryLogin(host: string): string {
  return `printf %s "$CI_REGISTRY_PASSWORD" | docker login --username "$CI_REGISTRY_USER" --password-stdin ${host}`;
}
