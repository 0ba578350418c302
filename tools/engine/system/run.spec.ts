import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './run';

describe('launch', () => {
  it('starts a process that needs no folder of its caller', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'launch-'));
    const log = join(folder, 'log');
    try {
      await launch('/bin/pwd', [], { stdout: log, stderr: log });
      while (!readFileSync(log, 'utf8').endsWith('\n'))
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(readFileSync(log, 'utf8')).toBe('/\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
