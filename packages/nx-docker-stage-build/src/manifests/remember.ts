import type { ManifestTree } from './make-manifests';

interface Remembered<T> {
  /** What was asked of the tree → what identified the answer. */
  readonly asked: ReadonlyMap<string, string>;
  readonly result: T;
}

export interface IdentifiedTree extends ManifestTree {
  /** Changes with the file; empty for what is not there. */
  readonly idOf: (path: string) => string;
}

/**
 * Remembers what was made from trees. Most commits do not touch what manifests are made from, so what was made from
 * one tree holds for each that answers the same questions the same way.
 */
export function rememberMade<T>(): (
  key: string,
  tree: IdentifiedTree,
  make: (tree: ManifestTree) => T,
) => T {
  const known = new Map<string, Remembered<T>[]>();
  return (key, tree, make) => {
    const before = known.get(key) ?? [];
    const found = before.find(({ asked }) =>
      [...asked].every(([question, id]) => identify(tree, question) === id),
    );
    if (found) return found.result;
    const asked = new Map<string, string>();
    const note = (question: string) => asked.set(question, identify(tree, question));
    const result = make({
      textOf: (path) => {
        note(`text ${path}`);
        return tree.textOf(path);
      },
      tracked: (path) => {
        note(`files ${path}`);
        return tree.tracked(path);
      },
    });
    known.set(key, [...before, { asked, result }]);
    return result;
  };
}

function identify(tree: IdentifiedTree, question: string): string {
  const [kind, path] = [
    question.slice(0, question.indexOf(' ')),
    question.slice(question.indexOf(' ') + 1),
  ];
  if (kind === 'text') return tree.idOf(path);
  return tree
    .tracked(path)
    .map((file) => `${file}\0${tree.idOf(file)}`)
    .join('\0');
}
