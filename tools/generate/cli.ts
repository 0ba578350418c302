import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeDrift } from './describe-drift';
import { generateFiles } from './generated-files';

const root = join(__dirname, '../..');

function read(path: string): string | null {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return null;
  }
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** Writes what has drifted, or, with `--check`, only says so and fails. */
function main(): void {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const drifts = [...generateFiles()].flatMap(([path, content]) => {
    const drift = describeDrift(path, read(path), content);
    return drift === null ? [] : [{ path, content, drift }];
  });
  if (!values.check) {
    for (const { path, content } of drifts) write(path, content);
    return console.log(drifts.map(({ path }) => `wrote ${path}`).join('\n') || 'nothing to write');
  }
  if (drifts.length === 0) return console.log('generated files are up to date');
  console.error(drifts.map(({ drift }) => drift).join('\n'));
  console.error('Run `npm run generate` and commit what it writes.');
  process.exitCode = 1;
}

main();
