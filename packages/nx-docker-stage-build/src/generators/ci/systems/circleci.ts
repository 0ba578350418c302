import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript } from '../script/image-script';
import { installLines } from '../script/install-lines';
import { secretNames } from '../script/login-lines';
import { PLAN_FILE } from '../script/names';

/** https://circleci.com/docs/configuration-reference/ */
export function renderCircleci(facts: CiFacts): CiFile {
  const { runner, node, aws } = facts;
  const script = imageScript(facts, {
    fork: '[ -n "$CIRCLE_PR_REPONAME" ]',
    previous: 'PREVIOUS',
    awsToken: 'printf %s "$CIRCLE_OIDC_TOKEN_V2"',
  });
  return {
    path: '.circleci/config.yml',
    content: file`
      # Builds the images that a change affects, and pushes them. A newer push stops the run of an older one where the
      # project's setting "Auto-cancel redundant workflows" is on. It never stops those of the default branch.
      version: 2.1

      orbs:
        node: circleci/node@7

      jobs:
        images:
          ${runner === 'private' ? 'machine: true' : ['machine:', '  image: ubuntu-2404:current']}
          # ${runner === 'private' ? 'The class that your runners, with Docker and buildx, were registered for.' : 'More cores build more images side by side.'}
          resource_class: ${runner === 'private' ? 'your-namespace/docker' : 'large'}
          environment:
            # Where the branch was before this push.
            PREVIOUS: << pipeline.git.base_revision >>
            ${runner === 'private' ? runnerVariable() : null}
            ${aws && [`AWS_ROLE_ARN: ${aws.role}`, `AWS_REGION: ${aws.region}`]}
          steps:
            # The base and the names of older caches are found in the history.
            - checkout:
                method: full
            - node/install:
                node-version: '${node}'
            ${runner === 'cloud' ? restoreStep(facts) : null}
            - run:
                name: Install
                command: |
                  ${installLines(facts)}
            ${runner === 'cloud' ? saveStep(facts) : null}
            - run:
                name: Images
                # For a large layer, whose push says nothing for a while.
                no_output_timeout: 30m
                command: |
                  ${script}
            - store_artifacts:
                path: ${PLAN_FILE}

      workflows:
        images:
          jobs:
            ${workflowJob(facts)}`,
  };
}

function workflowJob(facts: CiFacts): string {
  const names = secretNames(facts);
  if (names === null) return '- images';
  return block`
    - images:
        # A context with ${names.join(' and ')}.
        # Pull requests from forks get it only where the project's settings pass secrets to them: leave that off.
        context: [registry]`;
}

/** The system does not say that a runner's disk stays. */
function runnerVariable(): string {
  return block`
    # Caches stay on the runner's disk.
    DOCKER_STAGE_BUILD_RUNNER: private`;
}

function cacheKey({ packages }: CiFacts): string {
  return `${packages.manager}-{{ arch }}-{{ checksum "${packages.lockfile}" }}`;
}

function restoreStep(facts: CiFacts): string {
  return block`
    - restore_cache:
        keys: ['${cacheKey(facts)}', '${facts.packages.manager}-{{ arch }}-']
    - run:
        name: Keep downloads
        command: echo 'export ${facts.packages.cacheVariable}="$HOME/.packages"' >> "$BASH_ENV"`;
}

function saveStep(facts: CiFacts): string {
  return block`
    - save_cache:
        key: '${cacheKey(facts)}'
        paths: [~/.packages]`;
}
