import type { Environment } from './detect-runner';

/** What a CI system says of the run. Its checkouts are often detached, so git alone knows no branch. */
export interface CiFacts {
  readonly branch: string | null;
  readonly tag: string | null;
  readonly runId: string | null;
}

/** Variables by what they hold, best first; a value may be a whole ref (`refs/heads/main`). */
export const CI_VARIABLES = {
  branch: [
    'GITHUB_HEAD_REF',
    'GITHUB_REF',
    'CI_MERGE_REQUEST_SOURCE_BRANCH_NAME',
    'CI_COMMIT_BRANCH',
    'SYSTEM_PULLREQUEST_SOURCEBRANCH',
    'BUILD_SOURCEBRANCH',
    'BUILDKITE_BRANCH',
    'CIRCLE_BRANCH',
    'BITBUCKET_BRANCH',
    'CODEBUILD_WEBHOOK_HEAD_REF',
    'CHANGE_BRANCH',
    'BRANCH_NAME',
  ],
  tag: [
    'GITHUB_REF',
    'CI_COMMIT_TAG',
    'BUILD_SOURCEBRANCH',
    'BUILDKITE_TAG',
    'CIRCLE_TAG',
    'BITBUCKET_TAG',
    'TAG_NAME',
  ],
  runId: [
    'GITHUB_RUN_ID',
    'CI_PIPELINE_ID',
    'BUILD_BUILDID',
    'BUILDKITE_BUILD_ID',
    'CIRCLE_WORKFLOW_ID',
    'BITBUCKET_BUILD_NUMBER',
    'CODEBUILD_BUILD_ID',
    'BUILD_TAG',
  ],
} as const;

/** Reads branch, git tag and the run's id from the variables of known CI systems. */
export function readCiFacts(env: Environment): CiFacts {
  const first = (names: readonly string[], prefix: string): string | null => {
    const values = names.map((name) => cutRef(env[name], prefix));
    return values.find((value) => value !== null) ?? null;
  };
  return {
    branch: first(CI_VARIABLES.branch, 'refs/heads/'),
    tag: first(CI_VARIABLES.tag, 'refs/tags/'),
    runId: first(CI_VARIABLES.runId, ''),
  };
}

/** A ref of another sort (`refs/pull/1/merge`) says nothing. */
function cutRef(value: string | undefined, prefix: string): string | null {
  if (!value) return null;
  if (value.startsWith(prefix)) return value.slice(prefix.length);
  return value.startsWith('refs/') ? null : value;
}
