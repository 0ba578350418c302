import type { RunFacts } from './model';

type Variables = (facts: RunFacts) => Readonly<Record<string, string>>;

const ZEROS = '0'.repeat(40);
const FORK = 'mallory/shop';
const OWN = 'acme/shop';

/**
 * What each system sets for a push to a branch, or for a pull request from a fork: as its documentation says, as far as the file, Nx or the
 * plugin read it.
 */
export const VARIABLES: Readonly<Record<string, Variables>> = {
  // NX_BASE and NX_HEAD are what nx-set-shas sets, PUSH what the workflow's expression comes to.
  github: ({ branch, commit, before, fork, isPrivate }) => ({
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    RUNNER_ENVIRONMENT: isPrivate ? 'self-hosted' : 'github-hosted',
    GITHUB_EVENT_NAME: fork ? 'pull_request' : 'push',
    GITHUB_REF: fork ? 'refs/pull/1/merge' : `refs/heads/${branch}`,
    NX_BASE: before,
    NX_HEAD: commit,
    PUSH: String(!fork),
  }),
  gitlab: ({ branch, before, fork, isPrivate }) => ({
    CI: 'true',
    GITLAB_CI: 'true',
    ...(!isPrivate && { CI_DISPOSABLE_ENVIRONMENT: 'true' }),
    CI_COMMIT_BEFORE_SHA: fork ? ZEROS : before,
    ...(!fork && { AWS_ID_TOKEN: 'an-identity-token' }),
    ...(fork
      ? {
          CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: FORK,
          CI_MERGE_REQUEST_PROJECT_PATH: OWN,
          CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
        }
      : { CI_COMMIT_BRANCH: branch }),
  }),
  azure: ({ branch, fork, isPrivate }) => ({
    TF_BUILD: 'True',
    AGENT_ISSELFHOSTED: isPrivate ? '1' : '0',
    BUILD_SOURCEBRANCH: fork ? 'refs/pull/1/merge' : `refs/heads/${branch}`,
    ...(fork && {
      SYSTEM_PULLREQUEST_ISFORK: 'True',
      SYSTEM_PULLREQUEST_TARGETBRANCHNAME: 'main',
    }),
  }),
  circleci: ({ branch, before, fork }) => ({
    CI: 'true',
    CIRCLECI: 'true',
    CIRCLE_BRANCH: fork ? 'pull/1' : branch,
    PREVIOUS: before,
    ...(fork && { CIRCLE_PR_REPONAME: 'shop' }),
  }),
  buildkite: ({ branch, fork }) => ({
    CI: 'true',
    BUILDKITE: 'true',
    BUILDKITE_BRANCH: fork ? `mallory:${branch}` : branch,
    BUILDKITE_PULL_REQUEST_BASE_BRANCH: fork ? 'main' : '',
    BUILDKITE_PULL_REQUEST_REPO: fork ? `git://github.com/${FORK}.git` : '',
    BUILDKITE_REPO: `git@github.com:${OWN}.git`,
    // The step that the condition on forks chooses.
    ...(fork && { FORK: 'true' }),
  }),
  jenkins: ({ branch, before, fork }) => ({
    JENKINS_URL: 'https://jenkins.example.com/',
    BRANCH_NAME: fork ? 'PR-1' : branch,
    GIT_PREVIOUS_SUCCESSFUL_COMMIT: before,
    ...(fork && { CHANGE_FORK: 'mallory', CHANGE_TARGET: 'main' }),
  }),
  bitbucket: ({ branch }) => ({
    CI: 'true',
    BITBUCKET_BUILD_NUMBER: '7',
    BITBUCKET_BRANCH: branch,
  }),
  codebuild: ({ branch, before, fork }) => ({
    CI: 'true',
    CODEBUILD_BUILD_ID: 'images:7',
    CODEBUILD_WEBHOOK_TRIGGER: fork ? 'pr/1' : `branch/${branch}`,
    CODEBUILD_WEBHOOK_PREV_COMMIT: before,
    ...(fork && { CODEBUILD_WEBHOOK_BASE_REF: 'refs/heads/main' }),
  }),
  cloudbuild: ({ fork }) => ({
    REPO_FULL_NAME: OWN,
    _HEAD_REPO_URL: fork ? `https://github.com/${FORK}` : '',
    _BASE_BRANCH: fork ? 'main' : '',
  }),
  alibaba: ({ branch }) => ({ PIPELINE_ID: '7', CI_COMMIT_REF_NAME: branch }),
  argo: ({ before, fork }) => ({ PUSH: String(!fork), BEFORE: before }),
  kubernetes: ({ before, commit, fork, repository }) => ({
    PUSH: String(!fork),
    BEFORE: before,
    COMMIT: commit,
    REPOSITORY: repository,
  }),
};

/** Systems that build nothing of a fork. */
export const WITHOUT_FORKS: readonly string[] = ['bitbucket', 'alibaba'];
