import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript } from '../script/image-script';
import { installLines } from '../script/install-lines';
import { PLAN_FILE } from '../script/names';

/** https://buildkite.com/docs/pipelines/configure/step-types/command-step */
export function renderBuildkite(facts: CiFacts): CiFile {
  const { branch, node, registry } = facts;
  return {
    path: '.buildkite/pipeline.yml',
    content: file`
      # Builds the images that a change affects, and pushes them.
      #
      # Agents need Docker with buildx, and Node.js ${node}. In the pipeline's settings: "Cancel intermediate builds", with "!${branch}" as its
      # filter, so that a newer push stops the build of an older one but on ${branch}.
      steps:
        - label: ':docker: images'
          if: build.pull_request.repository.fork != true
          ${step(facts)}
          ${registry.kind === 'ecr' ? null : secrets()}
          env:
            FORK: 'false'
            ${variables(facts)}

        # Code from elsewhere, where the pipeline builds it at all: on agents without secrets.
        - label: ':docker: images of a fork'
          if: build.pull_request.repository.fork == true
          timeout_in_minutes: 60
          command: *command
          agents:
            queue: forks
          env:
            FORK: 'true'`,
  };
}

function step(facts: CiFacts): string {
  const script = imageScript(facts, {
    fork: '[ "$FORK" = true ]',
    target: 'BUILDKITE_PULL_REQUEST_BASE_BRANCH',
    awsToken: 'buildkite-agent oidc request-token --audience sts.amazonaws.com',
    showPlan: SHOW,
  });
  return block`
    agents:
      queue: docker
    timeout_in_minutes: 60
    command: &command |
      ${escapeDollars(block`
        set -e
        ${installLines(facts, { isGuest: true })}

        ${script}`)}`;
}

const SHOW = block`
  # The plan, on the page of the build.
  { echo '\`\`\`term'; cat ${PLAN_FILE}; echo '\`\`\`'; } | buildkite-agent annotate --style info --context image-plan`;

/** An upload of the pipeline fills variables in; doubled dollars are left to the step. */
function escapeDollars(script: string): string {
  return script.replaceAll('$', '$$$$');
}

function secrets(): string {
  return block`
    # Secrets of the cluster.
    secrets:
      - REGISTRY_USER
      - REGISTRY_PASSWORD`;
}

function variables({ runner, aws }: CiFacts): string {
  return block`
    ${aws && [`AWS_ROLE_ARN: ${aws.role}`, `AWS_REGION: ${aws.region}`]}
    ${runner === 'private' ? ["# Caches stay on the agent's disk. Its variables do not say so.", 'DOCKER_STAGE_BUILD_RUNNER: private'] : null}`;
}
