import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Secret } from '../job';
import { createJob } from '../testing/create-job';
import { checkSecrets } from './check-secrets';

const dir = mkdtempSync(join(tmpdir(), 'secrets-'));
const file = join(dir, 'token');
writeFileSync(file, 'swordfish');
afterAll(() => rmSync(dir, { recursive: true }));
const env = { TOKEN: 'swordfish', EMPTY: '' };

it.each<[number, Secret]>([
  [1, { id: 'a', env: 'TOKEN' }],
  [2, { id: 'TOKEN' }],
  [3, { id: 'a', env: 'EMPTY' }],
  [4, { id: 'a', src: file }],
])('%i: %j can be read', (_, secret) => {
  expect(() => checkSecrets(createJob({ secrets: [secret], env }))).not.toThrow();
});

it.each<[number, Secret, string]>([
  [1, { id: 'a', env: 'NOPE' }, 'variable NOPE is not set'],
  [2, { id: 'nope' }, 'variable nope is not set'],
  [3, { id: 'a', src: '/no/such/file' }, 'no readable file /no/such/file'],
])('%i: %j is missing', (_, secret, message) => {
  expect(() => checkSecrets(createJob({ secrets: [secret], env }))).toThrow(
    expect.objectContaining({
      code: 'SECRET_SOURCE_MISSING',
      project: 'shop',
      message: expect.stringContaining(message),
    }),
  );
});
