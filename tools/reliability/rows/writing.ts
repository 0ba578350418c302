import type { Row } from '../row';
import * as f from './faults';

const PUT = /^PUT /;

/** Rows about writing, deleting, and checking that one may. */
export const WRITING: readonly Row[] = [
  { fault: '503 once', action: 'retag', script: [f.UNAVAILABLE], expected: 'done', requests: 2 },
  {
    fault: 'the answer is lost after the tag was written',
    action: 'retag',
    script: ['lose the answer'],
    expected: 'done',
    requests: 2,
  },
  {
    fault: 'the tag is immutable and another image',
    action: 'retag',
    script: [f.IMMUTABLE],
    expected: 'REGISTRY_TAG_IMMUTABLE',
    requests: 2,
  },
  {
    fault: 'the tag is immutable and this image already',
    action: 'retag',
    script: [f.IMMUTABLE, { status: 200, headers: { 'docker-content-digest': '{digest}' } }],
    expected: 'done',
    requests: 2,
  },
  {
    fault: 'no room left (Harbor)',
    action: 'retag',
    script: [f.FULL],
    expected: 'REGISTRY_QUOTA',
    requests: 2,
  },
  {
    fault: 'there is no such repository',
    action: 'retag',
    script: [f.NO_REPOSITORY],
    expected: 'REGISTRY_NOT_FOUND',
    requests: 2,
  },
  {
    fault: 'a redirect to another server: a write is not redirected',
    action: 'retag',
    script: [f.redirect('http://{elsewhere}/stolen')],
    settings: { login: true },
    expected: 'REGISTRY_ERROR',
    requests: 2,
  },
  {
    fault: '429 for two of the writes',
    action: 'point 5 cache names',
    script: [{ on: PUT, times: 2, fault: f.THROTTLED }],
    expected: 'done',
    requests: 13,
  },
  {
    fault: 'the manifest was removed in the meantime',
    action: 'point 5 cache names',
    script: [{ on: /^GET /, fault: f.NO_REPOSITORY }],
    expected: 'REGISTRY_ERROR',
    requests: 6,
  },
  {
    fault: '503 once',
    action: 'delete a manifest',
    script: [f.UNAVAILABLE],
    expected: 'done',
    requests: 2,
  },
  {
    fault: 'the answer is lost after it was deleted',
    action: 'delete a manifest',
    script: ['lose the answer'],
    expected: 'nothing',
    requests: 2,
  },
  {
    fault: 'the registry deletes nothing (Docker Hub, GitHub)',
    action: 'delete a manifest',
    script: [f.UNSUPPORTED],
    expected: 'REGISTRY_UNSUPPORTED',
    requests: 1,
  },
  {
    fault: 'none: Distribution 2.8 deletes manifests only',
    action: 'delete a tag',
    script: [],
    expected: 'REGISTRY_UNSUPPORTED',
    requests: 1,
  },
  {
    fault: 'one platform is not there: nothing is published',
    action: 'merge two platforms',
    script: [{ on: /^GET .*arm64/, fault: { status: 404 } }],
    expected: 'REGISTRY_NOT_FOUND',
    requests: { atMost: 3 },
  },
  {
    fault: '503 for a configuration',
    action: 'merge two platforms',
    script: [{ on: /^GET .*blobs/, fault: f.UNAVAILABLE }],
    expected: 'done',
    requests: 8,
  },
  {
    fault: 'a part is removed before the index is written: nothing is published',
    action: 'merge two platforms',
    script: [{ on: /^HEAD /, fault: { status: 404 } }],
    expected: 'PLATFORM_MISSING',
    requests: 6,
  },
  {
    fault: 'a manifest breaks off, the write is reset',
    action: 'merge two platforms',
    script: [
      { on: /^GET .*manifests/, fault: 'cut' },
      { on: PUT, fault: 'reset' },
    ],
    expected: 'done',
    requests: 9,
  },
  {
    fault: '503 once',
    action: 'check that a push is allowed',
    script: [f.UNAVAILABLE],
    expected: 'done',
    requests: 3,
  },
  {
    fault: '403',
    action: 'check that a push is allowed',
    script: [{ status: 403 }],
    expected: 'REGISTRY_DENIED',
    requests: 1,
  },
  {
    fault: 'there is no such repository (ECR)',
    action: 'check that a push is allowed',
    script: [f.NO_REPOSITORY],
    expected: 'REGISTRY_NOT_FOUND',
    requests: 1,
  },
  {
    fault: 'the upload is said to be at another server: nothing is sent there',
    action: 'check that a push is allowed',
    script: [
      {
        status: 202,
        headers: { location: 'http://{elsewhere}/v2/shop/api/blobs/uploads/stolen' },
      },
    ],
    settings: { login: true },
    expected: 'done',
    requests: 1,
  },
  {
    fault: 'the upload is said to be at another path of the registry',
    action: 'check that a push is allowed',
    script: [
      {
        status: 202,
        headers: { location: '/v2/shop/api/blobs/uploads/../../../other/manifests/latest' },
      },
    ],
    expected: 'done',
    requests: 1,
  },
];
