import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript } from '../script/image-script';
import { installLines } from '../script/install-lines';
import { awsFileLines, loginLine, secretNames, type SecretNames } from '../script/login-lines';

const FORK =
  '[ -n "$_HEAD_REPO_URL" ] && [ "${_HEAD_REPO_URL%.git}" != "https://github.com/$REPO_FULL_NAME" ]';

/** Steps share the home folder. */
const CREDENTIALS = '/builder/home/aws-credentials';

/** https://cloud.google.com/build/docs/build-config-file-schema */
export function renderCloudbuild(facts: CiFacts): CiFile {
  const { branch, registry } = facts;
  const isGoogle = registry.kind === 'google';
  const names = isGoogle ? null : secretNames(facts);
  const script = imageScript(facts, {
    fork: FORK,
    forkIsTold: true,
    target: '_BASE_BRANCH',
    isLoggedIn: true,
  });
  return {
    path: 'cloudbuild.yaml',
    content: file`
      # Builds the images that a change affects, and pushes them.
      #
      # Two triggers use it: pushes to ${branch}, and pull requests ("Comment control" on, so that nobody builds without being asked).
      # They run as a service account that may write to the registry's repository, and nothing else. A private repository of GitHub
      # has to be given a key for the history: https://cloud.google.com/build/docs/access-github-from-build
      ${isGoogle ? '# Cloud Build itself logs Docker in to Artifact Registry.' : null}
      steps:
        ${names && loginStep(facts, names)}
        - id: images
          name: docker:29-cli
          env:
            # Every build starts on an empty machine. Its variables do not say so.
            - DOCKER_STAGE_BUILD_RUNNER=cloud
            - CI=true
            ${registry.kind === 'ecr' ? `- AWS_SHARED_CREDENTIALS_FILE=${CREDENTIALS}` : null}
          script: |
            #!/bin/sh
            set -e
            apk add --no-cache git nodejs npm
            ${installLines(facts)}

            ${script}

      ${names && secretManager(names)}
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

function loginStep(facts: CiFacts, names: SecretNames): string {
  return block`
    # A step of its own, so that no secrets are at hand while code of the repository runs. A login stays in the home folder, which
    # steps share; for code from elsewhere there is none.
    - id: login
      name: docker:29-cli
      secretEnv: [${names.join(', ')}]
      script: |
        #!/bin/sh
        set -e
        if ${FORK}; then exit 0; fi
        ${loginLine(facts) ?? awsFileLines(CREDENTIALS)}`;
}

function secretManager(names: SecretNames): string {
  return block`
    availableSecrets:
      secretManager:
        ${names.map(
          (name) => block`
            - versionName: projects/$PROJECT_ID/secrets/${name.toLowerCase().replaceAll('_', '-')}/versions/latest
              env: ${name}`,
        )}`;
}
