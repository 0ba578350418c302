import { parseCiEvent } from './ci-event';
import { detectTrust, TRUST_VARIABLE } from './detect-trust';

const GITHUB = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request' };

function pullRequest(head: string | null): string {
  const repo = (name: string | null) => (name === null ? null : { full_name: name });
  return JSON.stringify({
    pull_request: { head: { repo: repo(head) }, base: { repo: repo('shop/api') } },
  });
}

describe('whether a run is trusted', () => {
  it.each([
    [0, 'write', 'a workstation', {}, null],
    [1, 'read', 'GitHub, a fork', GITHUB, pullRequest('mallory/api')],
    [2, 'write', 'GitHub, the same repository', GITHUB, pullRequest('shop/api')],
    [3, 'read', 'GitHub, a fork that was deleted', GITHUB, pullRequest(null)],
    [
      4,
      'read',
      'GitHub, pull_request_target',
      { ...GITHUB, GITHUB_EVENT_NAME: 'pull_request_target' },
      pullRequest('mallory/api'),
    ],
    [5, 'read', 'GitHub, an event that cannot be read', GITHUB, null],
    [6, 'read', 'GitHub, an event that is no JSON', GITHUB, '<html>'],
    [
      7,
      'write',
      'GitHub, a push',
      { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push' },
      '{"ref":"refs/heads/main"}',
    ],
    [
      8,
      'read',
      'GitHub, workflow_run of a fork',
      { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'workflow_run' },
      '{"workflow_run":{"head_repository":{"full_name":"mallory/api"}},"repository":{"full_name":"shop/api"}}',
    ],
    [
      9,
      'write',
      'GitHub, workflow_run of the repository',
      { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'workflow_run' },
      '{"workflow_run":{"head_repository":{"full_name":"shop/api"}},"repository":{"full_name":"shop/api"}}',
    ],
    [
      10,
      'read',
      'GitLab, a fork',
      {
        GITLAB_CI: 'true',
        CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: 'mallory/api',
        CI_MERGE_REQUEST_PROJECT_PATH: 'shop/api',
      },
      null,
    ],
    [
      11,
      'write',
      'GitLab, the same project',
      {
        GITLAB_CI: 'true',
        CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: 'shop/api',
        CI_MERGE_REQUEST_PROJECT_PATH: 'shop/api',
      },
      null,
    ],
    [12, 'read', 'Azure, a fork', { TF_BUILD: 'True', SYSTEM_PULLREQUEST_ISFORK: 'True' }, null],
    [13, 'write', 'Azure, no fork', { TF_BUILD: 'True', SYSTEM_PULLREQUEST_ISFORK: 'False' }, null],
    [
      14,
      'read',
      'Buildkite, a fork',
      {
        BUILDKITE_PULL_REQUEST_REPO: 'git://github.com/mallory/api.git',
        BUILDKITE_REPO: 'git@github.com:shop/api.git',
      },
      null,
    ],
    [
      15,
      'write',
      'Buildkite, the same repository',
      {
        BUILDKITE_PULL_REQUEST_REPO: 'git://github.com/shop/api.git',
        BUILDKITE_REPO: 'git@github.com:shop/api.git',
      },
      null,
    ],
    [
      16,
      'write',
      'Buildkite, no pull request',
      { BUILDKITE_PULL_REQUEST_REPO: '', BUILDKITE_REPO: 'https://github.com/shop/api' },
      null,
    ],
    [17, 'read', 'CircleCI, a fork', { CIRCLECI: 'true', CIRCLE_PR_REPONAME: 'api' }, null],
    [18, 'write', 'CircleCI, no fork', { CIRCLECI: 'true' }, null],
    [
      19,
      'read',
      'Travis, a fork',
      { TRAVIS_PULL_REQUEST_SLUG: 'mallory/api', TRAVIS_REPO_SLUG: 'shop/api' },
      null,
    ],
    [
      20,
      'write',
      'Travis, no pull request',
      { TRAVIS_PULL_REQUEST_SLUG: '', TRAVIS_REPO_SLUG: 'shop/api' },
      null,
    ],
    [
      21,
      'read',
      'Semaphore, a fork',
      { SEMAPHORE_GIT_PR_SLUG: 'mallory/api', SEMAPHORE_GIT_REPO_SLUG: 'shop/api' },
      null,
    ],
    [
      22,
      'read',
      'AppVeyor, a fork',
      { APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME: 'mallory/api', APPVEYOR_REPO_NAME: 'shop/api' },
      null,
    ],
    [23, 'read', 'Jenkins, a fork', { JENKINS_URL: 'https://ci', CHANGE_FORK: 'mallory' }, null],
    [24, 'write', 'Jenkins, a branch', { JENKINS_URL: 'https://ci', CHANGE_BRANCH: 'x' }, null],
    [
      25,
      'read',
      'Drone, any pull request',
      { DRONE: 'true', DRONE_BUILD_EVENT: 'pull_request' },
      null,
    ],
    [26, 'write', 'Drone, a push', { DRONE: 'true', DRONE_BUILD_EVENT: 'push' }, null],
    [
      27,
      'read',
      'Woodpecker, any pull request',
      { CI: 'woodpecker', CI_PIPELINE_EVENT: 'pull_request' },
      null,
    ],
    [28, 'read', 'CodeBuild, any pull request', { CODEBUILD_WEBHOOK_TRIGGER: 'pr/12' }, null],
    [29, 'write', 'CodeBuild, a branch', { CODEBUILD_WEBHOOK_TRIGGER: 'branch/main' }, null],
  ])('%i. is %s: %s', (_, level, __, env, event) => {
    const trust = detectTrust(env, {
      wish: 'auto',
      event: event === null ? null : parseCiEvent(event),
    });
    expect(trust.level).toBe(level);
  });

  it('is what the option says, and before it what the variable says', () => {
    const env = { ...GITHUB, [TRUST_VARIABLE]: 'read' };
    expect(detectTrust(GITHUB, { wish: 'write', event: null })).toEqual({
      level: 'write',
      why: 'option trust=write',
    });
    expect(detectTrust(env, { wish: 'write', event: null })).toEqual({
      level: 'read',
      why: 'DOCKER_STAGE_BUILD_TRUST=read',
    });
  });

  it('is refused when the variable cannot be read', () => {
    expect(() => detectTrust({ [TRUST_VARIABLE]: 'full' }, { wish: 'auto', event: null })).toThrow(
      expect.objectContaining({ code: 'OPTION_INVALID' }) as Error,
    );
  });
});
