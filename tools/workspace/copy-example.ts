import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(__dirname, '../..');
/** What working in an example leaves behind. */
const LEFT_BEHIND = new Set(['node_modules', 'dist', '.nx']);

/** The workspaces in `examples/`. */
export type Example = 'shop';

/** The folder of an example. */
export function exampleRoot(example: Example): string {
  return join(root, 'examples', example);
}

/** Copies an example's own files. */
export function copyExample(example: Example, to: string): void {
  cpSync(exampleRoot(example), to, {
    recursive: true,
    filter: (source) => !LEFT_BEHIND.has(basename(source)),
  });
}
