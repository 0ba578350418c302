import type { Tree } from '@nx/devkit';

export interface IgnoreLines {
  /** `.gitignore` or `.dockerignore`, from the workspace root. */
  readonly path: string;
  readonly lines: readonly string[];
}

/** Adds the lines to an ignore file that are not in it; it is made where there is none. */
export function addIgnoreLines(tree: Tree, { path, lines }: IgnoreLines): void {
  const text = tree.read(path, 'utf8') ?? '';
  const present = new Set(text.split(/\r?\n/).map(normalize));
  const missing = lines.filter((line) => !present.has(normalize(line)));
  if (missing.length === 0) return;
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  tree.write(path, `${text}${end}${missing.join('\n')}\n`);
}

/** In the root's file, `/dist`, `dist/` and `dist` leave the same folder out. */
function normalize(line: string): string {
  return line.trim().replace(/^\/|\/$/g, '');
}
