import { file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript, installLines } from '../steps';

/** https://help.aliyun.com/zh/yunxiao/user-guide/yaml-syntax-introduction */
export function renderAlibaba(facts: CiFacts): CiFile {
  const { branch, runner, node, registry } = facts;
  const ecr = registry.kind === 'ecr';
  // A source is one repository of the organization: no code from elsewhere.
  const script = imageScript(facts, { fork: null });
  return {
    path: '.flow/images.yml',
    content: file`
      # Builds the images that a change affects, and pushes them: the YAML of a pipeline of Alibaba Cloud Flow.
      #
      # Variables of the pipeline: ${ecr ? 'AWS_ACCESS_KEY_ID' : 'REGISTRY_USER'} and, as a private one, ${ecr ? 'AWS_SECRET_ACCESS_KEY' : 'REGISTRY_PASSWORD'}.
      name: images
      sources:
        repository:
          type: codeup
          name: repository
          endpoint: https://codeup.aliyun.com/YOUR-ORGANIZATION/YOUR-REPOSITORY.git
          branch: ${branch}
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
              ${
                runner === 'private'
                  ? [
                      '# A group of your own machines, with Docker and buildx.',
                      'runsOn: private/YOUR-GROUP',
                    ]
                  : 'runsOn: public/cn-hangzhou'
              }
              steps:
                build:
                  name: Build
                  step: NodeBuild
                  with:
                    nodeVersion: '${node}'
                    run: |
                      # The system's variables do not say whether a disk stays.
                      export CI=true DOCKER_STAGE_BUILD_RUNNER=${runner}
                      set -e
                      ${installLines(facts)}

                      ${script}`,
  };
}
