import type { BuildRow } from '../build-row';
import * as f from './faults';

const ALWAYS = 100;
const CACHE = /^(?:GET|HEAD) .*\/cache\/manifests/;
const CACHE_MANIFEST = /^GET .*\/cache\/manifests/;
const CACHE_BLOB = /^GET .*\/cache\/blobs/;
const CACHE_WRITE = /^(?:PUT|POST) .*\/cache\//;
const IMAGE_MANIFEST = /^PUT .*\/image\/manifests/;
const IMAGE_BLOB = /^PUT .*\/image\/blobs/;
const IMAGE_WRITE = /^(?:PUT|POST) .*\/image\//;

/** Rows about real builds: caches and pushes of BuildKit. */
export const BUILD_ROWS: readonly BuildRow[] = [
  {
    fault: '503 once for the manifest',
    action: 'import a cache',
    aimed: { on: CACHE, fault: f.UNAVAILABLE },
    expected: 'done',
    hits: 1,
  },
  {
    fault: '503 once for a blob',
    action: 'import a cache',
    aimed: { on: CACHE_BLOB, fault: f.UNAVAILABLE },
    expected: 'done',
    hits: 1,
  },
  {
    fault: '503 without end for the manifest',
    action: 'import a cache',
    aimed: { on: CACHE, times: ALWAYS, fault: f.UNAVAILABLE },
    expected: 'warning',
    hits: { atMost: 10 },
  },
  {
    fault: '403',
    action: 'import a cache',
    aimed: { on: CACHE, times: ALWAYS, fault: { status: 403 } },
    expected: 'warning',
    hits: { atMost: 2 },
  },
  {
    fault: 'an HTML page instead of the manifest',
    action: 'import a cache',
    aimed: {
      on: CACHE_MANIFEST,
      times: ALWAYS,
      fault: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
    },
    expected: 'warning',
    hits: { atMost: 10 },
  },
  {
    fault: 'the manifest breaks off',
    action: 'import a cache',
    aimed: { on: CACHE_MANIFEST, times: ALWAYS, fault: 'cut' },
    expected: 'warning',
    hits: { atMost: 10 },
  },
  {
    fault: 'a blob is gone',
    action: 'import a cache',
    aimed: { on: CACHE_BLOB, times: ALWAYS, fault: { status: 404 } },
    expected: 'warning',
    hits: { atMost: 2 },
  },
  {
    fault: '403',
    action: 'export a cache',
    aimed: { on: CACHE_WRITE, times: ALWAYS, fault: { status: 403 } },
    expected: 'warning',
    hits: { atMost: 10 },
  },
  {
    fault: 'there is no such repository (ECR)',
    action: 'export a cache',
    aimed: { on: CACHE_WRITE, times: ALWAYS, fault: f.NO_REPOSITORY },
    expected: 'warning',
    hits: { atMost: 10 },
  },
  {
    fault: '503 once for the manifest',
    action: 'push an image',
    aimed: { on: IMAGE_MANIFEST, fault: f.UNAVAILABLE },
    expected: 'done',
    hits: 1,
  },
  {
    fault: '503 for two uploads',
    action: 'push an image',
    aimed: { on: IMAGE_BLOB, times: 2, fault: f.UNAVAILABLE },
    expected: 'done',
    hits: 2,
  },
  {
    fault: 'an upload is reset',
    action: 'push an image',
    aimed: { on: IMAGE_BLOB, fault: 'reset' },
    expected: 'done',
    hits: 1,
  },
  {
    fault: '429 once',
    action: 'push an image',
    aimed: { on: IMAGE_MANIFEST, fault: f.THROTTLED },
    expected: 'done',
    hits: 1,
  },
  {
    fault: 'the answer is lost after the manifest was written',
    action: 'push an image',
    aimed: { on: IMAGE_MANIFEST, fault: 'lose the answer' },
    expected: 'done',
    hits: 1,
  },
  {
    fault: '429 without end',
    action: 'push an image',
    aimed: { on: IMAGE_MANIFEST, times: ALWAYS, fault: f.THROTTLED },
    expected: 'BUILD_FAILED',
    hint: 'limits how often',
    hits: { atMost: 20 },
  },
  {
    fault: '503 without end',
    action: 'push an image',
    aimed: { on: IMAGE_MANIFEST, times: ALWAYS, fault: f.UNAVAILABLE },
    expected: 'BUILD_FAILED',
    hint: 'in trouble',
    hits: { atMost: 20 },
  },
  {
    fault: 'the tag is immutable (ECR)',
    action: 'push an image',
    aimed: { on: IMAGE_MANIFEST, times: ALWAYS, fault: f.IMMUTABLE },
    expected: 'BUILD_FAILED',
    hint: 'no tag change',
    hits: { atMost: 4 },
  },
  {
    fault: 'the login has expired (ECR)',
    action: 'push an image',
    aimed: { on: IMAGE_WRITE, times: ALWAYS, fault: f.EXPIRED },
    expected: 'BUILD_FAILED',
    hint: 'log in again',
    hits: { atMost: 10 },
  },
  {
    fault: 'no room left (Harbor)',
    action: 'push an image',
    aimed: { on: IMAGE_BLOB, times: ALWAYS, fault: f.FULL },
    expected: 'BUILD_FAILED',
    hint: 'no room left',
    hits: { atMost: 10 },
  },
  {
    fault: 'there is no such repository (ECR)',
    action: 'push an image',
    aimed: { on: IMAGE_WRITE, times: ALWAYS, fault: f.NO_REPOSITORY },
    expected: 'BUILD_FAILED',
    hint: 'no such repository',
    hits: { atMost: 10 },
  },
  {
    fault: '403',
    action: 'push an image',
    aimed: { on: IMAGE_WRITE, times: ALWAYS, fault: { status: 403 } },
    expected: 'BUILD_FAILED',
    hint: 'Log in',
    hits: { atMost: 10 },
  },
];
