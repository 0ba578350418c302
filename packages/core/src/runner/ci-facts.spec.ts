import { readCiFacts, type CiFacts } from './ci-facts';
import type { Environment } from './detect-runner';

const NOTHING: CiFacts = { branch: null, tag: null, runId: null };

describe('readCiFacts', () => {
  it.each<[number, Environment, Partial<CiFacts>]>([
    [1, {}, {}],
    [
      2,
      { GITHUB_REF: 'refs/heads/feature/x', GITHUB_RUN_ID: '7' },
      { branch: 'feature/x', runId: '7' },
    ],
    [3, { GITHUB_REF: 'refs/tags/v1.2' }, { tag: 'v1.2' }],
    [4, { GITHUB_REF: 'refs/pull/5/merge', GITHUB_HEAD_REF: 'fix' }, { branch: 'fix' }],
    [5, { GITHUB_REF: 'refs/heads/main', GITHUB_HEAD_REF: '' }, { branch: 'main' }],
    [6, { CI_COMMIT_BRANCH: 'main', CI_PIPELINE_ID: '8' }, { branch: 'main', runId: '8' }],
    [7, { CI_COMMIT_TAG: 'v2' }, { tag: 'v2' }],
    [8, { CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'fix' }, { branch: 'fix' }],
    [
      9,
      { BUILD_SOURCEBRANCH: 'refs/heads/main', BUILD_BUILDID: '9' },
      { branch: 'main', runId: '9' },
    ],
    [10, { BUILD_SOURCEBRANCH: 'refs/tags/v3' }, { tag: 'v3' }],
    [
      11,
      {
        BUILD_SOURCEBRANCH: 'refs/pull/5/merge',
        SYSTEM_PULLREQUEST_SOURCEBRANCH: 'refs/heads/fix',
      },
      { branch: 'fix' },
    ],
    [12, { CIRCLE_TAG: 'v4', CIRCLE_WORKFLOW_ID: 'w' }, { tag: 'v4', runId: 'w' }],
    [13, { BITBUCKET_BRANCH: 'main', BITBUCKET_BUILD_NUMBER: '3' }, { branch: 'main', runId: '3' }],
    [14, { BRANCH_NAME: 'PR-7', CHANGE_BRANCH: 'fix' }, { branch: 'fix' }],
  ])('%i of %j', (_, env, facts) => {
    expect(readCiFacts(env)).toEqual({ ...NOTHING, ...facts });
  });
});
