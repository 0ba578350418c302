/** Finds the project that a path from the workspace root belongs to; `null` for a file of no project. */
export type OwnerOf = (path: string) => string | null;

/** Makes the look-up from projects' root folders (`''` or `.` is the workspace root itself). The nearest root wins. */
export function ownersOf(projects: readonly { name: string; root: string }[]): OwnerOf {
  const byRoot = new Map(projects.map(({ name, root }) => [root === '.' ? '' : root, name]));
  const known = new Map<string, string | null>();
  const find = (folder: string): string | null => {
    const answer = known.get(folder);
    if (answer !== undefined) return answer;
    const found = byRoot.get(folder) ?? (folder === '' ? null : find(parentOf(folder)));
    known.set(folder, found);
    return found;
  };
  return (path) => find(parentOf(path));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
