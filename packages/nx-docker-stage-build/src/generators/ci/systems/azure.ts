import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript } from '../script/image-script';
import { installLines } from '../script/install-lines';
import { awsFileLines } from '../script/login-lines';
import { PLAN_FILE } from '../script/names';

/** https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/ */
export function renderAzure(facts: CiFacts): CiFile {
  const { branch, runner, node } = facts;
  const script = imageScript(facts, {
    fork: '[ "$SYSTEM_PULLREQUEST_ISFORK" = True ]',
    target: 'SYSTEM_PULLREQUEST_TARGETBRANCHNAME',
    // fetchDepth: 0 brings all branches, so the job's token need not stay in the clone.
    complete: true,
  });
  return {
    path: 'azure-pipelines.yml',
    content: file`
      # Builds the images that a change affects, and pushes them.
      trigger:
        branches:
          include: ['${branch}']

      # For GitHub and Bitbucket. In Azure Repos, a build validation policy of the branch starts runs for pull requests.
      pr:
        # A newer push to a pull request stops the run of the older one.
        autoCancel: 'true'
        branches:
          include: ['*']

      pool:
        ${runner === 'private' ? 'name: Default' : 'vmImage: ubuntu-latest'}

      ${loginVariables(facts)}

      steps:
        - checkout: self
          # All of it: the base and the names of older caches are found in the history.
          fetchDepth: '0'
          persistCredentials: 'false'
        - task: UseNode@1
          inputs:
            version: '${node}.x'
        ${runner === 'cloud' ? cacheStep(facts) : null}
        - bash: |
            set -e
            ${installLines(facts)}
          displayName: Install
        ${awsStep(facts)}
        ${imagesStep(facts, script)}
        - bash: |
            # The plan, on the page of the run.
            { echo '\`\`\`text'; cat ${PLAN_FILE}; echo '\`\`\`'; } > "$AGENT_TEMPDIRECTORY/image-plan.md"
            echo "##vso[task.uploadsummary]$AGENT_TEMPDIRECTORY/image-plan.md"
          displayName: Plan
          condition: always()`,
  };
}

function loginVariables({ registry }: CiFacts): string | null {
  if (registry.kind === 'ecr') return null;
  return block`
    variables:
      # A variable group with REGISTRY_USER and, as a secret, REGISTRY_PASSWORD. Runs for forks do not get secrets.
      - group: registry`;
}

function cacheStep({ packages }: CiFacts): string {
  return block`
    - task: Cache@2
      inputs:
        key: '"${packages.manager}" | "$(Agent.OS)" | ${packages.lockfile}'
        path: $(Pipeline.Workspace)/.packages
    - bash: echo "##vso[task.setvariable variable=${packages.cacheVariable}]$(Pipeline.Workspace)/.packages"
      displayName: Keep downloads`;
}

function imagesStep({ registry }: CiFacts, script: string): string {
  return block`
    - bash: |
        set -e
        ${script}
      displayName: Images
      ${registry.kind === 'ecr' ? null : PASSWORD}`;
}

const PASSWORD = block`
  # A secret reaches a step only by name.
  env:
    REGISTRY_PASSWORD: $(REGISTRY_PASSWORD)`;

const CREDENTIALS = '$AGENT_TEMPDIRECTORY/aws-credentials';

/** The task of the AWS Toolkit: its service connection takes a role by OpenID Connect. */
function awsStep({ aws, registry }: CiFacts): string | null {
  const region = aws?.region ?? registry.region;
  if (region === null) return null;
  return block`
    # AWS Toolkit for Azure DevOps; the service connection "aws" uses OIDC and takes ${aws?.role ?? 'a role'}. Forks do not get it.
    - task: AWSShellScript@1
      displayName: Log in to AWS
      condition: and(succeeded(), ne(variables['System.PullRequest.IsFork'], 'True'))
      inputs:
        awsCredentials: aws
        regionName: ${region}
        scriptType: inline
        inlineScript: |
          set -e
          ${awsFileLines(CREDENTIALS)}
          # The agent empties the folder after the job.
          echo "##vso[task.setvariable variable=AWS_SHARED_CREDENTIALS_FILE]${CREDENTIALS}"`;
}
