import fc from 'fast-check';
import type { FoundRepository, RepositoryRequest, RepositorySettings } from './model';
import { planRepository } from './plan-repository';
import { applyCalls } from './testing/apply-calls';
import { BOTH, CACHES, IMAGES, PLAIN, PUBLIC, request } from './testing/sample';
import { wantRepository } from './want-repository';

const LIFECYCLE = {
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 3 },
      action: { type: 'expire' },
    },
  ],
};
const POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: '210987654321' }, Action: ['ecr:BatchGetImage'] },
  ],
};

function plan(asked: RepositoryRequest, found: FoundRepository | null, update = false) {
  return planRepository(wantRepository(asked), found, { update });
}

describe('a repository that does not exist', () => {
  it.each([
    [1, 'for images', request()],
    [2, 'for caches', request({}, { path: 'shop/cache', holds: CACHES })],
    [
      3,
      'with everything',
      request(
        {
          mutability: 'IMMUTABLE',
          mutabilityExclusions: ['latest'],
          scanOnPush: false,
          encryption: 'KMS',
          kmsKey: 'alias/shop',
          tags: { team: 'shop' },
          lifecycle: null,
          policy: POLICY,
        },
        { holds: BOTH },
      ),
    ],
    [
      4,
      'that is public',
      request(
        { catalog: { description: 'A shop.', architectures: ['x86-64'] }, tags: { team: 'shop' } },
        { registry: PUBLIC, path: 'a1b2/shop/api' },
      ),
    ],
  ])('%i is made %s', (_, _what, asked) => {
    const { action, calls, drift } = plan(asked, null);
    expect({ action, drift }).toEqual({ action: 'create', drift: [] });
    expect(calls).toMatchSnapshot();
  });
});

describe('a repository that exists', () => {
  it('may be as it is where nothing was asked for', () => {
    const odd = { ...PLAIN, mutability: 'IMMUTABLE', scanOnPush: true, encryption: 'KMS' };
    expect(plan(request(), odd, true)).toMatchObject({ action: 'none', calls: [], drift: [] });
  });

  const found: FoundRepository = { ...PLAIN, tags: { team: 'web' }, lifecycle: null, policy: null };
  it.each<[number, RepositorySettings, Partial<FoundRepository>, string[], string | null]>([
    [1, { mutability: 'MUTABLE' }, {}, [], null],
    [
      2,
      { mutability: 'IMMUTABLE' },
      {},
      ['IMMUTABLE_WITH_EXCLUSION (image-*)', 'MUTABLE'],
      'PutImageTagMutability',
    ],
    [
      3,
      { mutability: 'IMMUTABLE' },
      { mutability: 'IMMUTABLE' },
      ['IMMUTABLE_WITH_EXCLUSION (image-*)', 'IMMUTABLE'],
      'PutImageTagMutability',
    ],
    [
      4,
      { mutability: 'IMMUTABLE', mutabilityExclusions: ['b', 'a'] },
      { mutability: 'IMMUTABLE_WITH_EXCLUSION', exclusions: ['a', 'image-*', 'b'] },
      [],
      null,
    ],
    [5, { scanOnPush: true }, {}, ['true', 'false'], 'PutImageScanningConfiguration'],
    [6, { encryption: 'KMS' }, {}, ['KMS', 'AES256'], null],
    [
      7,
      { encryption: 'KMS', kmsKey: 'abc' },
      { encryption: 'KMS', kmsKey: 'arn:aws:kms:eu-west-1:123456789012:key/abc' },
      [],
      null,
    ],
    [
      8,
      { encryption: 'KMS', kmsKey: 'abc' },
      { encryption: 'KMS', kmsKey: 'arn:aws:kms:eu-west-1:123456789012:key/def' },
      ['abc', 'arn:aws:kms:eu-west-1:123456789012:key/def'],
      null,
    ],
    [
      9,
      { encryption: 'KMS', kmsKey: 'alias/shop' },
      { encryption: 'KMS', kmsKey: 'arn:aws:kms:eu-west-1:123456789012:key/def' },
      [],
      null,
    ],
    [10, { tags: { team: 'web' } }, {}, [], null],
    [
      11,
      { tags: { team: 'shop', env: 'ci' } },
      {},
      ['team=shop, env=ci', 'team=web, env=none'],
      'TagResource',
    ],
    [12, { lifecycle: null }, {}, [], null],
    [
      13,
      { lifecycle: null },
      { lifecycle: '{"rules":[]}' },
      ['none', '{"rules":[]}'],
      'DeleteLifecyclePolicy',
    ],
    [14, { lifecycle: LIFECYCLE }, { lifecycle: JSON.stringify(LIFECYCLE, null, 2) }, [], null],
    [15, { policy: POLICY }, { policy: JSON.stringify(POLICY) }, [], null],
  ])('%i: %j', (_, settings, there, difference, operation) => {
    const now = { ...found, ...there };
    const { action, calls, drift } = plan(request(settings), now);
    expect({ action, calls }).toEqual({ action: 'none', calls: [] });
    expect(drift.flatMap((one) => [one.wanted, one.found])).toEqual(difference);
    const changed = plan(request(settings), now, true);
    expect(changed.calls.map((call) => call.operation)).toEqual(
      operation === null ? [] : [operation],
    );
    // What ECR cannot change stays different.
    expect(changed.drift).toEqual(operation === null ? drift : []);
  });

  it('takes a policy as IAM writes it back for the same', () => {
    const written = {
      Statement: [
        {
          Action: 'ecr:BatchGetImage',
          Principal: { AWS: 'arn:aws:iam::210987654321:root' },
          Effect: 'Allow',
        },
      ],
      Version: '2012-10-17',
    };
    expect(
      plan(request({ policy: POLICY }), { ...found, policy: JSON.stringify(written) }).drift,
    ).toEqual([]);
  });

  it('leaves fields of the catalog that were not asked for', () => {
    const asked = request(
      { catalog: { description: 'new' } },
      { registry: PUBLIC, path: 'a1b2/shop/api' },
    );
    const { calls } = plan(
      asked,
      { ...PLAIN, catalog: { description: 'old', usageText: 'use' } },
      true,
    );
    expect(calls).toEqual([
      {
        service: 'ecr-public',
        region: 'us-east-1',
        operation: 'PutRepositoryCatalogData',
        input: {
          repositoryName: 'shop/api',
          catalogData: { description: 'new', usageText: 'use' },
        },
      },
    ]);
  });

  it('of caches is compared by what caches have', () => {
    const asked = request({ mutability: 'IMMUTABLE', scanOnPush: true }, { holds: CACHES });
    expect(plan(asked, PLAIN).drift).toEqual([]);
    expect(plan({ ...asked, holds: IMAGES }, PLAIN).drift).toHaveLength(2);
  });
});

describe('what a plan leads to', () => {
  const rules = (days: number) => ({
    rules: [
      {
        rulePriority: 1,
        selection: {
          ...{ tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days' },
          countNumber: days,
        },
        action: { type: 'expire' },
      },
    ],
  });
  const immutable = fc.record({
    mutability: fc.constantFrom('MUTABLE' as const, 'IMMUTABLE' as const),
    mutabilityExclusions: fc.subarray(['latest', 'pr-*', 'v1.*']),
  });
  const encrypted = fc.constantFrom<RepositorySettings>(
    {},
    { encryption: 'AES256' },
    { encryption: 'KMS', kmsKey: 'arn:aws:kms:eu-west-1:123456789012:key/abc' },
  );
  const others = fc.record(
    {
      scanOnPush: fc.boolean(),
      tags: fc.dictionary(fc.constantFrom('team', 'stage'), fc.constantFrom('a', 'b')),
      lifecycle: fc.option(fc.integer({ min: 1, max: 3 }).map(rules)),
      policy: fc.constantFrom(POLICY, { ...POLICY, Statement: [] }),
    },
    { requiredKeys: [] },
  );
  const settings = fc
    .tuple(fc.option(immutable), encrypted, others)
    .map(([one, two, three]): RepositorySettings => ({ ...one, ...two, ...three }));
  const holds = fc.constantFrom(IMAGES, CACHES, BOTH);

  it('is a repository with nothing left to do, when it is made', () => {
    fc.assert(
      fc.property(settings, holds, (asked, contents) => {
        const wanted = request(asked, { holds: contents });
        const made = applyCalls(PLAIN, plan(wanted, null).calls);
        expect(plan(wanted, made, true)).toMatchObject({ action: 'none', drift: [] });
      }),
    );
  });

  it('is a repository with only its encryption different, when it is changed', () => {
    fc.assert(
      fc.property(settings, settings, holds, (before, after, contents) => {
        const made = applyCalls(PLAIN, plan(request(before, { holds: contents }), null).calls);
        const wanted = request(after, { holds: contents });
        const changed = applyCalls(made, plan(wanted, made, true).calls);
        const { action, drift } = plan(wanted, changed, true);
        expect(action).toBe('none');
        for (const { setting } of drift) expect(['encryption', 'kmsKey']).toContain(setting);
      }),
    );
  });
});
