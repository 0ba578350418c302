import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Text of a file in `fixtures`. */
export function readFixture(name: string): string {
  return readFileSync(join(__dirname, 'fixtures', name), 'utf8');
}

/** Lines of a recorded `--progress=rawjson`. */
export function readProgress(name: string): string[] {
  return readFixture(`${name}.rawjson`).split('\n').slice(0, -1);
}
