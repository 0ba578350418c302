import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listEnvFiles } from './list-env-files';

describe('listEnvFiles', () => {
  const root = mkdtempSync(join(tmpdir(), 'env-files-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('lists what Nx would read for a single task', () => {
    const folder = join(root, 'apps/api');
    mkdirSync(join(folder, '.env.d'), { recursive: true });
    for (const name of ['.env', '.env.ci', '.local.env', '.envrc', 'env', 'my.env'])
      writeFileSync(join(folder, name), '');
    expect(listEnvFiles(root, { name: 'api', root: 'apps/api' })).toEqual([
      'apps/api/.env',
      'apps/api/.env.ci',
      'apps/api/.local.env',
    ]);
  });

  it('leaves the workspace root to Nx, which reads its files for all', () => {
    writeFileSync(join(root, '.env'), '');
    expect(listEnvFiles(root, { name: 'root', root: '.' })).toEqual([]);
  });
});
