import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const folders: string[] = [];
afterAll(() => folders.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

/**
 * A test double: a folder with a shell script named `docker`, for behaviour that a real engine cannot be brought to show on demand.
 * It builds nothing; what the real one does is tested end to end. Returns an environment whose PATH finds the script first.
 */
export function fakeDocker(script: string): { PATH: string; DIR: string } {
  const dir = mkdtempSync(join(tmpdir(), 'fake-docker-'));
  folders.push(dir);
  const file = join(dir, 'docker');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return { PATH: [dir, process.env['PATH']].join(delimiter), DIR: dir };
}

/** Shell that takes the value after `--metadata-file` into $metadata. */
export const FIND_METADATA =
  'while [ $# -gt 0 ]; do [ "$1" = --metadata-file ] && metadata=$2; shift; done';
