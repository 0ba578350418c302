import { posix } from 'node:path';
import type { ProjectFiles } from './model';

/** Folders that match a pattern such as `libs/*`, as manifests name members of a workspace; a name alone stands for itself. */
export function expandFolders(pattern: string, { list }: ProjectFiles): string[] {
  return pattern.split('/').reduce<string[]>(
    (folders, part) => {
      if (!/[*?]/.test(part)) return folders.map((folder) => posix.join(folder, part));
      const source = part
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*+/g, '.*')
        .replaceAll('?', '.');
      const matches = new RegExp(`^${source}$`);
      return folders.flatMap((folder) =>
        list(folder)
          .filter((name) => matches.test(name))
          .map((name) => posix.join(folder, name)),
      );
    },
    ['.'],
  );
}
