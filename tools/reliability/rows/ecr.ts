import { denied, LIMIT_EXCEEDED, THROTTLED } from '../../engine';
import type { EcrRow } from '../ecr-row';

const ARN = 'arn:aws:ecr:eu-west-1:123456789012:repository/shop/api';

/** Rows about ECR: its tokens, its API, its limits. */
export const ECR_ROWS: readonly EcrRow[] = [
  {
    fault: 'throttled twice',
    action: 'log in',
    script: { faults: [{ action: 'GetAuthorizationToken', times: 2, answer: THROTTLED }] },
    expected: 'done',
    calls: { GetAuthorizationToken: 3 },
  },
  {
    fault: 'the connection is reset',
    action: 'log in',
    script: { faults: [{ action: 'GetAuthorizationToken', answer: 'reset' }] },
    expected: 'done',
    calls: { GetAuthorizationToken: 2 },
  },
  {
    fault: 'the permission is missing',
    action: 'log in',
    script: {
      faults: [
        {
          action: 'GetAuthorizationToken',
          times: null,
          answer: denied('ecr:GetAuthorizationToken', '*'),
        },
      ],
    },
    expected: 'AWS_DENIED',
    calls: { GetAuthorizationToken: 1 },
  },
  {
    fault: "AWS's clock is 15 minutes ahead",
    action: 'log in',
    script: { clock: 900 },
    expected: 'done',
    calls: { GetAuthorizationToken: 2 },
  },
  {
    fault: 'all tokens are ended in between',
    action: 'look up a tag twice',
    script: {},
    between: { expireTokens: true },
    expected: 'done',
    requests: 4,
    calls: { GetAuthorizationToken: 2 },
  },
  {
    fault: 'none',
    action: 'make a repository',
    script: {},
    expected: 'done',
    calls: { DescribeRepositories: 1, CreateRepository: 1 },
  },
  {
    fault: 'throttled twice',
    action: 'make a repository',
    script: { faults: [{ action: 'CreateRepository', times: 2, answer: THROTTLED }] },
    expected: 'done',
    calls: { DescribeRepositories: 1, CreateRepository: 3 },
  },
  {
    fault: 'the reply is lost after it was made',
    action: 'make a repository',
    script: { faults: [{ action: 'CreateRepository', answer: 'lost reply' }] },
    expected: 'done',
    calls: { DescribeRepositories: 2, CreateRepository: 2 },
  },
  {
    fault: 'reset while looking whether it is there',
    action: 'make a repository',
    script: { faults: [{ action: 'DescribeRepositories', answer: 'reset' }] },
    expected: 'done',
    calls: { DescribeRepositories: 2, CreateRepository: 1 },
  },
  {
    fault: 'the quota of repositories is used up',
    action: 'make a repository',
    script: { faults: [{ action: 'CreateRepository', times: null, answer: LIMIT_EXCEEDED }] },
    expected: 'AWS_QUOTA_REACHED',
    calls: { DescribeRepositories: 1, CreateRepository: 1 },
  },
  {
    fault: 'the permission is missing',
    action: 'make a repository',
    script: {
      faults: [
        { action: 'CreateRepository', times: null, answer: denied('ecr:CreateRepository', ARN) },
      ],
    },
    expected: 'AWS_DENIED',
    calls: { DescribeRepositories: 1, CreateRepository: 1 },
  },
  {
    fault: 'none: the repository was not made',
    action: 'check a push to a repository that is not there',
    script: {},
    expected: 'REGISTRY_NOT_FOUND',
    requests: 2,
    calls: { GetAuthorizationToken: 1 },
  },
  {
    fault: 'at most 10 manifests a second: writes keep to that, none is throttled',
    action: 'write 15 cache names',
    script: { putImageRate: 10 },
    expected: 'done',
    requests: 32,
    calls: { GetAuthorizationToken: 1 },
  },
  {
    fault: 'at most 10 manifests a second, and others write, too: 429 is waited for',
    action: 'write 15 cache names without a pace',
    script: { putImageRate: 10 },
    expected: 'done',
    requests: { atMost: 70 },
    calls: { GetAuthorizationToken: 1 },
  },
];
