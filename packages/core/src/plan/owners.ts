import type { Files, FoundFiles } from '../context/found-files';

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

/** Lists the projects that files belong to, sorted. */
export type ListOwners = (reads: readonly Pick<FoundFiles, 'parts'>[]) => string[];

/** Makes the listing. Files that many stages read are looked up once. */
export function ownersLister(ownerOf: OwnerOf): ListOwners {
  const known = new Map<Files, ReadonlySet<string>>();
  const find = (files: Files): ReadonlySet<string> => {
    const owners = new Set<string>();
    for (const path of files.keys()) {
      const owner = ownerOf(path);
      if (owner !== null) owners.add(owner);
    }
    return owners;
  };
  const ownersIn = (files: Files): ReadonlySet<string> => {
    let owners = known.get(files);
    if (!owners) known.set(files, (owners = find(files)));
    return owners;
  };
  return (reads) => {
    const owners = new Set<string>();
    for (const { parts } of reads)
      for (const part of parts) for (const owner of ownersIn(part)) owners.add(owner);
    return [...owners].sort();
  };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
