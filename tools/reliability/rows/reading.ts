import type { Row } from '../row';
import * as f from './faults';

const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** Rows about reading. */
export const READING: readonly Row[] = [
  {
    fault: '503 once',
    action: 'look up a tag',
    script: [f.UNAVAILABLE],
    expected: 'done',
    requests: 2,
  },
  {
    fault: '500, a reset and 429',
    action: 'look up a tag',
    script: [{ status: 500 }, 'reset', f.THROTTLED],
    expected: 'done',
    requests: 4,
  },
  {
    fault: '503 without end',
    action: 'look up a tag',
    script: f.always(f.UNAVAILABLE),
    expected: 'REGISTRY_ERROR',
    requests: 5,
  },
  {
    fault: 'connections are reset without end',
    action: 'look up a tag',
    script: f.always('reset'),
    expected: 'REGISTRY_UNREACHABLE',
    requests: 5,
  },
  {
    fault: 'no answer, once',
    action: 'look up a tag',
    script: ['hang'],
    settings: { timeout: 100 },
    expected: 'done',
    requests: 2,
  },
  {
    fault: 'no answer, without end',
    action: 'look up a tag',
    script: f.always('hang'),
    settings: { timeout: 100 },
    expected: 'REGISTRY_UNREACHABLE',
    requests: { atMost: 3 },
  },
  {
    fault: 'a slow answer, within the time of an attempt',
    action: 'look up a tag',
    script: [{ late: 300 }],
    expected: 'done',
    requests: 1,
  },
  {
    fault: 'nothing listens',
    action: 'look up a tag',
    script: [],
    settings: { wiring: 'nothing listens' },
    expected: 'REGISTRY_UNREACHABLE',
    requests: 0,
  },
  {
    fault: '429 with `Retry-After: 1`: waited for',
    action: 'look up a tag',
    script: [{ status: 429, headers: { 'retry-after': '1' } }],
    expected: 'done',
    requests: 2,
  },
  {
    fault: '429 with `Retry-After: 3600`: not waited for',
    action: 'look up a tag',
    script: [{ status: 429, headers: { 'retry-after': '3600' } }],
    expected: 'REGISTRY_THROTTLED',
    requests: 1,
  },
  {
    fault: '429 without `Retry-After`, twice',
    action: 'look up a tag',
    script: [f.THROTTLED, f.THROTTLED],
    expected: 'done',
    requests: 3,
  },
  {
    fault: '429 without end',
    action: 'look up a tag',
    script: f.always(f.THROTTLED),
    expected: 'REGISTRY_THROTTLED',
    requests: 5,
  },
  {
    fault: '403 that is a rate limit (GitHub)',
    action: 'look up a tag',
    script: f.always(f.SECONDARY_LIMIT),
    expected: 'REGISTRY_THROTTLED',
    requests: 2,
  },
  {
    fault: '404',
    action: 'look up a tag',
    script: [f.NO_REPOSITORY],
    expected: 'nothing',
    requests: 1,
  },
  {
    fault: 'HEAD does not say the digest: the manifest is read',
    action: 'look up a tag',
    script: [{ status: 200 }],
    expected: 'done',
    requests: 2,
  },
  {
    fault: 'a body that breaks off',
    action: 'read a manifest',
    script: ['cut'],
    expected: 'done',
    requests: 2,
  },
  {
    fault: 'a reset after the first byte',
    action: 'read a manifest',
    script: ['reset while answering'],
    expected: 'done',
    requests: 2,
  },
  {
    fault: 'another digest than the header says',
    action: 'read a manifest',
    script: [
      {
        status: 200,
        headers: { 'content-type': MANIFEST_TYPE, 'docker-content-digest': '{digest}' },
        body: '{"schemaVersion":2}',
      },
    ],
    expected: 'REGISTRY_ERROR',
    requests: 1,
  },
  {
    fault: 'JSON that stops in the middle, whole as far as HTTP knows',
    action: 'read a manifest',
    script: [
      {
        status: 200,
        headers: { 'content-type': MANIFEST_TYPE, 'docker-content-digest': '{digest}' },
        body: '{"schemaVersion":2,"conf',
      },
    ],
    expected: 'REGISTRY_ERROR',
    requests: 1,
  },
  {
    fault: 'an HTML page with status 200',
    action: 'read a manifest',
    script: [
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Please log in</html>' },
    ],
    expected: 'REGISTRY_ERROR',
    requests: 1,
  },
  {
    fault: 'an endless answer: 5 MB for a manifest',
    action: 'read a manifest',
    script: [
      {
        status: 200,
        headers: { 'content-type': MANIFEST_TYPE },
        body: ' '.repeat(5_000_000),
      },
    ],
    expected: 'REGISTRY_ERROR',
    requests: 1,
  },
  {
    fault: 'no answer, without end: 20 names cost two attempts, not 20',
    action: 'find 20 cache names',
    script: f.always('hang'),
    settings: { timeout: 100 },
    expected: 'REGISTRY_UNREACHABLE',
    requests: { atMost: 18 },
  },
  {
    fault: 'no answer, without end: who asks again is told at once',
    action: 'find 20 cache names twice',
    script: f.always('hang'),
    settings: { timeout: 100 },
    expected: 'REGISTRY_UNREACHABLE',
    requests: { atMost: 18 },
  },
  {
    fault: 'every fifth request fails',
    action: 'find 20 cache names',
    script: [
      { on: /cache-(?:3|8|13|18)$/, times: 4, fault: f.UNAVAILABLE },
      { on: /cache-5$/, fault: 'reset' },
    ],
    expected: 'done',
    requests: 25,
  },
];
