import { detectRunner, type Environment } from './detect-runner';

const GITHUB = { CI: 'true', GITHUB_ACTIONS: 'true' };
const GITLAB = { CI: 'true', GITLAB_CI: 'true' };
const AZURE = { TF_BUILD: 'True' };
const POD = { KUBERNETES_SERVICE_HOST: '10.0.0.1' };

describe('detectRunner', () => {
  it.each<[number, Environment, string, string | null, string]>([
    [1, {}, 'workstation', null, 'CI is not set'],
    [2, { CI: 'false' }, 'workstation', null, 'CI is not set'],
    [3, { CI: '' }, 'workstation', null, 'CI is not set'],
    [4, POD, 'workstation', null, 'CI is not set'],
    [
      5,
      { ...GITHUB, RUNNER_ENVIRONMENT: 'github-hosted' },
      'cloud',
      'github-actions',
      'RUNNER_ENVIRONMENT=github-hosted',
    ],
    [
      6,
      { ...GITHUB, RUNNER_ENVIRONMENT: 'self-hosted' },
      'private',
      'github-actions',
      'RUNNER_ENVIRONMENT=self-hosted',
    ],
    [
      7,
      { ...GITHUB, ...POD, RUNNER_ENVIRONMENT: 'self-hosted' },
      'cloud',
      'github-actions',
      'RUNNER_ENVIRONMENT=self-hosted, KUBERNETES_SERVICE_HOST is set',
    ],
    [
      8,
      { ...GITHUB, ...POD, RUNNER_ENVIRONMENT: 'github-hosted' },
      'cloud',
      'github-actions',
      'RUNNER_ENVIRONMENT=github-hosted',
    ],
    [9, GITHUB, 'cloud', 'github-actions', 'GITHUB_ACTIONS=true'],
    [
      10,
      { ...GITLAB, CI_DISPOSABLE_ENVIRONMENT: 'true' },
      'cloud',
      'gitlab',
      'GITLAB_CI=true, CI_DISPOSABLE_ENVIRONMENT=true',
    ],
    [11, GITLAB, 'private', 'gitlab', 'GITLAB_CI=true without CI_DISPOSABLE_ENVIRONMENT'],
    [
      12,
      { ...GITLAB, ...POD },
      'cloud',
      'gitlab',
      'GITLAB_CI=true, KUBERNETES_SERVICE_HOST is set',
    ],
    [
      13,
      { ...AZURE, AGENT_ISSELFHOSTED: '1' },
      'private',
      'azure-pipelines',
      'TF_BUILD=true, AGENT_ISSELFHOSTED=1',
    ],
    [14, { ...AZURE, AGENT_ISSELFHOSTED: '0' }, 'cloud', 'azure-pipelines', 'TF_BUILD=true'],
    [
      15,
      { ...AZURE, ...POD, AGENT_ISSELFHOSTED: '1' },
      'cloud',
      'azure-pipelines',
      'TF_BUILD=true, AGENT_ISSELFHOSTED=1, KUBERNETES_SERVICE_HOST is set',
    ],
    [16, { CI: 'true', BUILDKITE: 'true' }, 'cloud', 'buildkite', 'BUILDKITE=true'],
    [17, { CI: 'true', CIRCLECI: 'true' }, 'cloud', 'circleci', 'CIRCLECI=true'],
    [
      18,
      { CI: 'true', BITBUCKET_BUILD_NUMBER: '17' },
      'cloud',
      'bitbucket',
      'BITBUCKET_BUILD_NUMBER is set',
    ],
    [19, { CODEBUILD_BUILD_ID: 'shop:1' }, 'cloud', 'codebuild', 'CODEBUILD_BUILD_ID is set'],
    [20, { JENKINS_URL: 'https://ci.example.com' }, 'cloud', 'jenkins', 'JENKINS_URL is set'],
    [21, { TEAMCITY_VERSION: '2026.1' }, 'cloud', 'teamcity', 'TEAMCITY_VERSION is set'],
    [22, { CI: 'woodpecker' }, 'cloud', 'woodpecker', 'CI=woodpecker'],
    [23, { CI: 'true', TRAVIS: 'true' }, 'cloud', 'travis', 'TRAVIS=true'],
    [24, { CI: 'true' }, 'cloud', 'unknown', 'CI=true'],
    [25, { CI: '1' }, 'cloud', 'unknown', 'CI=1'],
  ])('%i %j is %s', (_, env, kind, provider, why) => {
    expect(detectRunner(env)).toEqual({ kind, provider, why });
  });

  it('takes the option, and keeps what it knows of the CI system', () => {
    expect(detectRunner(GITLAB, { override: 'cloud' })).toEqual({
      kind: 'cloud',
      provider: 'gitlab',
      why: 'option runnerKind=cloud',
    });
  });

  it('takes the variable before the option', () => {
    const env = { DOCKER_STAGE_BUILD_RUNNER: 'private' };
    expect(detectRunner(env, { override: 'cloud' })).toEqual({
      kind: 'private',
      provider: null,
      why: 'DOCKER_STAGE_BUILD_RUNNER=private',
    });
  });

  it.each<[number, Environment, string | undefined, RegExp]>([
    [1, { DOCKER_STAGE_BUILD_RUNNER: 'laptop' }, undefined, /^DOCKER_STAGE_BUILD_RUNNER: "laptop"/],
    [2, {}, 'Cloud', /^runnerKind: "Cloud"/],
  ])('%i refuses a kind that is none', (_, env, override, message) => {
    const detect = () => detectRunner(env, override === undefined ? {} : { override });
    expect(detect).toThrow(
      expect.objectContaining({
        code: 'OPTION_INVALID',
        message: expect.stringMatching(message),
        hint: expect.stringContaining('workstation, private, cloud'),
      }),
    );
  });
});
