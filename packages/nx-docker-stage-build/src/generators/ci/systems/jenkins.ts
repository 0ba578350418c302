import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { imageScript } from '../script/image-script';
import { installLines } from '../script/install-lines';
import { loginLine } from '../script/login-lines';
import { PLAN_FILE } from '../script/names';

/** https://www.jenkins.io/doc/book/pipeline/syntax/, for a multibranch pipeline. */
export function renderJenkins(facts: CiFacts): CiFile {
  const { branch, node } = facts;
  const script = imageScript(facts, {
    fork: '[ -n "$CHANGE_FORK" ]',
    target: 'CHANGE_TARGET',
    previous: 'GIT_PREVIOUS_SUCCESSFUL_COMMIT',
    complete: true,
    isLoggedIn: true,
  });
  return {
    path: 'Jenkinsfile',
    content: file`
      // Builds the images that a change affects, and pushes them.
      //
      // A multibranch pipeline whose branch source has "Advanced clone behaviours" without "Shallow clone", and the refspec
      // +refs/heads/*:refs/remotes/origin/*: the base and the names of older caches are found in the history.
      pipeline {
        // Docker with buildx, installed for all users of the machine.
        agent { label 'docker' }
        // Of the NodeJS plugin: an installation with this name.
        tools { nodejs 'node-${node}' }
        options {
          timeout(time: 1, unit: 'HOURS')
          // A newer push to a pull request stops the build of the older one. Builds of ${branch} are never stopped.
          disableConcurrentBuilds(abortPrevious: env.BRANCH_NAME != '${branch}')
        }
        environment {
          ${environment(facts)}
        }
        stages {
          ${loginStage(facts)}
          stage('Install') {
            steps {
              sh '''
                ${groovy(installLines(facts))}
              '''
            }
          }
          stage('Images') {
            steps {
              sh '''
                ${groovy(script)}
              '''
            }
          }
        }
        post {
          always {
            archiveArtifacts artifacts: '${PLAN_FILE}', allowEmptyArchive: true
          }
          cleanup {
            sh 'rm -rf "$DOCKER_CONFIG"${facts.aws ? ' "$AWS_WEB_IDENTITY_TOKEN_FILE"' : ''}'
          }
        }
      }`,
  };
}

/** In three single quotes, Groovy fills in no variables, and takes a backslash away. */
function groovy(script: string): string {
  return script.replaceAll('\\', '\\\\');
}

function environment({ runner, aws }: CiFacts): string {
  return block`
    // A login for this build alone: one in the home folder would be there for the next build too, whoever's code it is for.
    DOCKER_CONFIG = "\${env.WORKSPACE_TMP}/docker"
    ${aws && ['AWS_WEB_IDENTITY_TOKEN_FILE = "${env.WORKSPACE_TMP}/aws-token"', `AWS_ROLE_ARN = '${aws.role}'`, `AWS_REGION = '${aws.region}'`]}
    ${runner === 'private' ? ['// Caches stay on the disk of the agent. Its variables do not say so.', "DOCKER_STAGE_BUILD_RUNNER = 'private'"] : null}`;
}

/** A stage of its own, so that no credentials are at hand while code of the repository runs; none at all for a fork. */
function loginStage(facts: CiFacts): string | null {
  const login = loginLine(facts);
  if (facts.aws === null && login === null) return null;
  return block`
    stage('Log in') {
      when { expression { env.CHANGE_FORK == null } }
      steps {
        ${facts.aws && AWS_TOKEN}
        ${login && passwordStep(login)}
      }
    }`;
}

const AWS_TOKEN = block`
  // Of the OpenID Connect Provider plugin: a token that AWS takes for the role. The plugin logs in to ECR with it.
  withCredentials([file(credentialsId: 'aws-oidc', variable: 'AWS_TOKEN')]) {
    sh 'install -D -m 600 "$AWS_TOKEN" "$AWS_WEB_IDENTITY_TOKEN_FILE"'
  }`;

function passwordStep(login: string): string {
  return block`
    withCredentials([usernamePassword(credentialsId: 'registry', usernameVariable: 'REGISTRY_USER', passwordVariable: 'REGISTRY_PASSWORD')]) {
      // +x: with -x, Jenkins would print what it runs.
      sh '''
        set +x
        ${login}
      '''
    }`;
}
