import type { Tree } from '@nx/devkit';
import { addIgnoreLines } from '../add-ignore-lines';
import { NEVER_SENT } from '../dockerfile/ignore-file';

/** What a clone that is worked in has, and git must not see: a changed tree has no name that other machines find. */
const NOT_IN_GIT = ['node_modules', '.nx/cache', '.nx/workspace-data'];

/** Keeps out of git and of contexts what belongs in neither. */
export function keepOut(tree: Tree): void {
  addIgnoreLines(tree, { path: '.gitignore', lines: wanted(tree, '.gitignore', NOT_IN_GIT) });
  addIgnoreLines(tree, {
    path: '.dockerignore',
    lines: wanted(tree, '.dockerignore', NEVER_SENT),
  });
}

/** Nothing where a file leaves all out but what it names, and nothing that it lets in by name or leaves out by a wider line. */
function wanted(tree: Tree, path: string, lines: readonly string[]): string[] {
  const present = (tree.read(path, 'utf8') ?? '').split(/\r?\n/).map((line) => line.trim());
  if (present.includes('*') || present.includes('**')) return [];
  return lines.filter((line) => !alternatives(line).some((other) => present.includes(other)));
}

function alternatives(line: string): string[] {
  const plain = line.replace(/^\*\*\//, '');
  const [top = plain] = plain.split('/');
  const named = [line, plain, top, `**/${plain}`].flatMap((name) => [
    name,
    `/${name}`,
    `${name}/`,
    `/${name}/`,
  ]);
  return [...named, ...named.map((name) => `!${name}`)];
}
