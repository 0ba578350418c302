import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript } from '../script/image-script';
import { installLines } from '../script/install-lines';
import { secretNames } from '../script/login-lines';

/** https://help.aliyun.com/zh/yunxiao/user-guide/yaml-syntax-introduction */
export function renderAlibaba(facts: CiFacts): CiFile {
  const { branch, runner } = facts;
  const isPrivate = runner === 'private';
  const names = secretNames(facts);
  // A source is one repository of the organization: no code from elsewhere.
  const script = imageScript(facts, { fork: null });
  return {
    path: '.flow/images.yml',
    content: file`
      # Builds the images that a change affects, and pushes them: the YAML of a pipeline of Alibaba Cloud Flow.
      ${names && ['#', `# Variables of the pipeline: ${names[0]} and, as a private one, ${names[1]}.`]}
      name: images
      sources:
        repository:
          type: codeup
          name: repository
          endpoint: https://codeup.aliyun.com/YOUR-ORGANIZATION/YOUR-REPOSITORY.git
          branch: ${branch}
          # All of it: the base and the names of older caches are found in the history.
          cloneDepth: 0
          triggerEvents:
            - push
          certificate:
            type: serviceConnection
            serviceConnection: YOUR-SERVICE-CONNECTION
      defaultWorkspace: repository
      stages:
        images:
          name: Images
          jobs:
            images:
              name: Images
              ${isPrivate ? OWN_MACHINES : CONTAINER}
              timeoutMinutes: 60
              steps:
                ${isPrivate ? null : nodeStep(facts)}
                build:
                  name: Build
                  step: Command
                  with:
                    run: |
                      # The system's variables do not say whether a disk stays.
                      export CI=true DOCKER_STAGE_BUILD_RUNNER=${runner}
                      set -e
                      ${installLines(facts, { isGuest: isPrivate })}

                      ${script}`,
  };
}

const CONTAINER = block`
  # In the settings of the job, the daemon of Docker has to be on.
  runsOn:
    group: public/cn-beijing
    container: build-steps-public-registry.cn-beijing.cr.aliyuncs.com/build-steps/alinux3:latest`;

const OWN_MACHINES = block`
  # A group of your own machines, with Docker, buildx and Node.js. Steps run on the machine itself.
  runsOn:
    group: private/YOUR-GROUP
    labels: linux,amd64
    vm: true`;

function nodeStep({ node }: CiFacts): string {
  return block`
    node:
      name: Node.js
      step: SetupNode
      with:
        versionType: custom
        nodeVersion: '${node}'`;
}
