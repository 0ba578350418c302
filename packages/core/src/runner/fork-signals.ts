import { EVENT_VARIABLE, type CiEvent } from './ci-event';
import type { Environment } from './detect-runner';

/** What a CI system says of where the code of a run comes from; `null` where it says nothing of this kind. */
export type ForkSignal = (env: Environment, event: CiEvent | null) => ForkAnswer | null;

export interface ForkAnswer {
  /** Whether the code was written by somebody who may not push to the repository. */
  readonly fork: boolean;
  /** The fact that says so. */
  readonly why: string;
}

/**
 * One row a CI system. A run that is for a pull request, of which a system does not say whether it comes from a fork, counts as
 * one that does. Bitbucket has no row: it runs no pipeline of a repository for a pull request from another
 * (https://support.atlassian.com/bitbucket-cloud/docs/pipeline-start-conditions/).
 */
export const FORK_SIGNALS: readonly ForkSignal[] = [
  // https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request, also what Gitea and Forgejo send
  (env, event) => {
    if (!env['GITHUB_ACTIONS']) return null;
    if (event?.pullRequest) {
      const { head, base } = event.pullRequest;
      const why = `pull request from ${head ?? 'a repository that is gone'} to ${base}`;
      return { fork: head !== base, why };
    }
    return env['GITHUB_EVENT_NAME']?.startsWith('pull_request')
      ? { fork: true, why: `pull request whose event ${EVENT_VARIABLE} does not tell` }
      : null;
  },
  // https://docs.gitlab.com/ci/variables/predefined_variables/#predefined-variables-for-merge-request-pipelines
  differs('merge request', 'CI_MERGE_REQUEST_SOURCE_PROJECT_PATH', 'CI_MERGE_REQUEST_PROJECT_PATH'),
  // https://learn.microsoft.com/azure/devops/pipelines/build/variables
  (env) => {
    const isFork = env['SYSTEM_PULLREQUEST_ISFORK'];
    return isFork
      ? { fork: isFork.toLowerCase() === 'true', why: `SYSTEM_PULLREQUEST_ISFORK=${isFork}` }
      : null;
  },
  // https://buildkite.com/docs/pipelines/configure/environment-variables
  differs('pull request', 'BUILDKITE_PULL_REQUEST_REPO', 'BUILDKITE_REPO'),
  // https://circleci.com/docs/variables: set for pull requests from forks only
  isSet('CIRCLE_PR_REPONAME'),
  // https://docs.travis-ci.com/user/environment-variables
  differs('pull request', 'TRAVIS_PULL_REQUEST_SLUG', 'TRAVIS_REPO_SLUG'),
  // https://docs.semaphoreci.com/reference/env-vars
  differs('pull request', 'SEMAPHORE_GIT_PR_SLUG', 'SEMAPHORE_GIT_REPO_SLUG'),
  // https://www.appveyor.com/docs/environment-variables
  differs('pull request', 'APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME', 'APPVEYOR_REPO_NAME'),
  // Jenkins, plugins for multibranch pipelines: set for changes from forks only
  isSet('CHANGE_FORK'),
  // https://docs.drone.io/pipeline/environment/reference, https://woodpecker-ci.org/docs/usage/environment and
  // https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
  isAnyPullRequest('DRONE_BUILD_EVENT', 'pull_request'),
  isAnyPullRequest('CI_PIPELINE_EVENT', 'pull_request'),
  isAnyPullRequest('CODEBUILD_WEBHOOK_TRIGGER', 'pr/'),
];

/** The repository a change comes from, and the one it goes to. */
function differs(kind: string, from: string, to: string): ForkSignal {
  return (env) => {
    const [source, target] = [env[from], env[to]].map(toPath);
    if (!source || !target) return null;
    return { fork: source !== target, why: `${kind} from ${source} to ${target}` };
  };
}

function isSet(name: string): ForkSignal {
  return (env) => (env[name] ? { fork: true, why: `${name} is set` } : null);
}

function isAnyPullRequest(name: string, prefix: string): ForkSignal {
  return (env) =>
    env[name]?.startsWith(prefix)
      ? { fork: true, why: `${name} says that it is for a pull request, not whether from a fork` }
      : null;
}

/** `git@host:shop/api.git`, `git://host/shop/api.git` and `shop/api` → `shop/api`. */
function toPath(repository: string | undefined): string | undefined {
  return repository
    ?.replace(/^[a-z+]+:\/\/[^/]*\//, '')
    .replace(/^[^/:]+:/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}
