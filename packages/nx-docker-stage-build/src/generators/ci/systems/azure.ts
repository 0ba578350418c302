import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript, installLines, PLAN_FILE } from '../steps';

/** https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/ */
export function renderAzure(facts: CiFacts): CiFile {
  const { branch, runner, node, registry } = facts;
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
        - task: NodeTool@0
          inputs:
            versionSpec: '${node}.x'
        ${runner === 'cloud' ? cacheStep(facts) : null}
        - bash: |
            set -e
            ${installLines(facts)}
          displayName: Install
        ${registry.region === null ? plainStep(script) : awsStep(registry.region, script)}
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

function plainStep(script: string): string {
  return block`
    - bash: |
        set -e
        ${script}
      displayName: Images
      # A secret reaches a step only by name.
      env:
        REGISTRY_PASSWORD: $(REGISTRY_PASSWORD)`;
}

/** The task of the AWS Toolkit: its service connection takes a role by OpenID Connect. */
function awsStep(region: string, script: string): string {
  return block`
    # AWS Toolkit for Azure DevOps; the service connection "aws" uses OIDC and takes a role. The plugin logs in to ECR with it.
    - task: AWSShellScript@1
      displayName: Images
      inputs:
        awsCredentials: aws
        regionName: ${region}
        scriptType: inline
        disableAutoCwd: true
        workingDirectory: $(Build.SourcesDirectory)
        inlineScript: |
          set -e
          ${script}`;
}
