import { pathsUnder, splitBounds, unknownSubmodule, type ContextIndex } from './context-index';
import { joinParts, makePart, type FoundFiles, type Part } from './found-files';

/**
 * All files of a context. A folder that its bounds let in as a whole is listed once for all scopes. `null` for a context in a
 * submodule whose files are not known.
 */
export function findAll(index: ContextIndex): FoundFiles | null {
  if (unknownSubmodule(index, '') !== null) return null;
  return joinParts(listParts(index), { missing: [], loops: [], unknown: [], linked: false });
}

function listParts(index: ContextIndex): Part[] {
  const { whole } = index;
  if (!whole) return [makePart(index, pathsUnder(index, '').sort())];
  const { folders, paths } = splitBounds(index);
  const parts: Part[] = [];
  let between: string[] = [];
  const endPart = (): void => {
    if (between.length > 0) parts.push(makePart(index, between));
    between = [];
  };
  // What lies in a folder comes where its slash does.
  for (const path of [...folders.map((folder) => `${folder}/`), ...paths].sort()) {
    if (!path.endsWith('/')) {
      between.push(path);
      continue;
    }
    endPart();
    parts.push(partAt(whole, path.slice(0, -1)));
  }
  endPart();
  return parts;
}

const known = new WeakMap<ContextIndex, Map<string, Part>>();

/** What lies below a folder of a context without bounds. */
function partAt(index: ContextIndex, folder: string): Part {
  let parts = known.get(index);
  if (!parts) known.set(index, (parts = new Map()));
  let part = parts.get(folder);
  if (!part) parts.set(folder, (part = makePart(index, pathsUnder(index, folder))));
  return part;
}
