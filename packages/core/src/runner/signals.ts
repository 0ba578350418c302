import type { RunnerKind } from '../plan/plan';

/** One row of the table: where all variables have these values, the machine is of this kind. */
export interface Signal {
  readonly kind: RunnerKind;
  /** Name of the CI system. */
  readonly provider: string;
  /** Variable → value it must have, in any case; `*` is any value. */
  readonly env: Readonly<Record<string, string>>;
  /** What else speaks for it: the rows above did not match. */
  readonly note?: string;
}

/**
 * What the variables of CI systems say of a machine. The first row that matches wins, so a row may rely on
 * those above it.
 *
 * - RUNNER_ENVIRONMENT: https://docs.github.com/actions/reference/workflows-and-actions/variables
 * - KUBERNETES_SERVICE_HOST: set by Kubernetes in every container; a runner's pod ends with its job.
 * - CI_DISPOSABLE_ENVIRONMENT: set for all executors but shell and ssh,
 *   https://docs.gitlab.com/ci/variables/predefined_variables/
 * - AGENT_ISSELFHOSTED: https://learn.microsoft.com/azure/devops/pipelines/build/variables
 */
export const SIGNALS: readonly Signal[] = [
  github('cloud', { RUNNER_ENVIRONMENT: 'github-hosted' }),
  github('cloud', { RUNNER_ENVIRONMENT: 'self-hosted', KUBERNETES_SERVICE_HOST: '*' }),
  github('private', { RUNNER_ENVIRONMENT: 'self-hosted' }),
  github('cloud', { GITHUB_ACTIONS: 'true' }),
  gitlab('cloud', { CI_DISPOSABLE_ENVIRONMENT: 'true' }),
  gitlab('cloud', { KUBERNETES_SERVICE_HOST: '*' }),
  { ...gitlab('private', {}), note: 'without CI_DISPOSABLE_ENVIRONMENT' },
  azure('cloud', { AGENT_ISSELFHOSTED: '1', KUBERNETES_SERVICE_HOST: '*' }),
  azure('private', { AGENT_ISSELFHOSTED: '1' }),
  azure('cloud', {}),
  cloud('buildkite', { BUILDKITE: 'true' }),
  cloud('circleci', { CIRCLECI: 'true' }),
  cloud('bitbucket', { BITBUCKET_BUILD_NUMBER: '*' }),
  cloud('codebuild', { CODEBUILD_BUILD_ID: '*' }),
  cloud('jenkins', { JENKINS_URL: '*' }),
  cloud('teamcity', { TEAMCITY_VERSION: '*' }),
  cloud('travis', { TRAVIS: 'true' }),
  cloud('drone', { DRONE: 'true' }),
  cloud('woodpecker', { CI: 'woodpecker' }),
  cloud('semaphore', { SEMAPHORE: 'true' }),
  cloud('appveyor', { APPVEYOR: 'true' }),
];

function github(kind: RunnerKind, env: Signal['env']): Signal {
  return { kind, provider: 'github-actions', env };
}

function gitlab(kind: RunnerKind, env: Signal['env']): Signal {
  return { kind, provider: 'gitlab', env: { GITLAB_CI: 'true', ...env } };
}

function azure(kind: RunnerKind, env: Signal['env']): Signal {
  return { kind, provider: 'azure-pipelines', env: { TF_BUILD: 'true', ...env } };
}

function cloud(provider: string, env: Signal['env']): Signal {
  return { kind: 'cloud', provider, env };
}
