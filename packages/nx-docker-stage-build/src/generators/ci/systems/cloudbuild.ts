import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript, installLines } from '../steps';

/** https://cloud.google.com/build/docs/build-config-file-schema */
export function renderCloudbuild(facts: CiFacts): CiFile {
  const { branch, registry } = facts;
  const names = secretsOf(registry.kind);
  const script = imageScript(facts, {
    fork: '[ -n "$_HEAD_REPO_URL" ] && [ "${_HEAD_REPO_URL%.git}" != "https://github.com/$REPO_FULL_NAME" ]',
    forkIsTold: true,
    target: '_BASE_BRANCH',
    ...(registry.kind === 'google' && { login: null }),
  });
  return {
    path: 'cloudbuild.yaml',
    content: file`
      # Builds the images that a change affects, and pushes them.
      #
      # Two triggers use it: pushes to ${branch}, and pull requests ("Comment control" on, so that nobody builds without being asked).
      # They run as a service account that may write to the registry's repository, and nothing else.
      ${registry.kind === 'google' ? ['# Cloud Build itself logs Docker in to Artifact Registry.'] : null}
      steps:
        - id: images
          name: docker:29-cli
          env:
            # Every build starts on an empty machine. Its variables do not say so.
            - DOCKER_STAGE_BUILD_RUNNER=cloud
            - CI=true
          ${names.length > 0 ? `secretEnv: [${names.join(', ')}]` : null}
          script: |
            #!/bin/sh
            set -e
            apk add --no-cache git nodejs npm
            ${installLines(facts)}

            ${script}

      ${names.length > 0 ? secretManager(names) : null}
      # Empty but for pull requests.
      substitutions:
        _HEAD_REPO_URL: ''
        _BASE_BRANCH: ''

      timeout: 3600s
      options:
        # Substitutions reach the script as variables.
        automapSubstitutions: true
        logging: CLOUD_LOGGING_ONLY`,
  };
}

/** Variables that hold secrets. */
function secretsOf(kind: CiFacts['registry']['kind']): string[] {
  if (kind === 'google') return [];
  return kind === 'ecr'
    ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
    : ['REGISTRY_USER', 'REGISTRY_PASSWORD'];
}

function secretManager(names: readonly string[]): string {
  return block`
    availableSecrets:
      secretManager:
        ${names.map(
          (name) => block`
            - versionName: projects/$PROJECT_ID/secrets/${name.toLowerCase().replaceAll('_', '-')}/versions/latest
              env: ${name}`,
        )}`;
}
