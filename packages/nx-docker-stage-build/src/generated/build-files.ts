import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  renderIgnoreFile,
  type BuildFiles,
  type ContextScope,
  type FolderEntry,
} from '@docker-stage-build/core';

/** What an image is built by, and what its main context is held to. */
export interface ImageFiles extends BuildFiles {
  /** `null` for all of the context's folder. */
  readonly scope: ContextScope | null;
}

export interface GenerateOptions {
  /** Absolute path of the workspace root. */
  readonly root: string;
  /** Folder of the main context, from the workspace root. */
  readonly context: string;
}

/** The files that the engine has to get in place of the workspace's own; `null` when those do. */
export function generateBuildFiles(
  { scope, ...files }: ImageFiles,
  { root, context }: GenerateOptions,
): BuildFiles | null {
  const changed = files.changed ? files : null;
  if (scope === null) return changed;
  const entriesOf = (folder: string) => listFolder(join(root, folder));
  const narrowed = renderIgnoreFile(scope, { context, ignoreText: files.ignore, entriesOf });
  return narrowed === null ? changed : { ...files, ignore: narrowed };
}

/** A folder that another task has removed since its parent was read holds nothing. */
function listFolder(folder: string): FolderEntry[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      isFolder: entry.isDirectory(),
    }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
