import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Tree, TreeEntry } from '@docker-stage-build/core';

/** Reads a folder as a tree. */
export function readTree(root: string): Tree {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [relative(root, file), readEntry(file, entry.isSymbolicLink())] as const;
      }),
  );
}

function readEntry(file: string, isLink: boolean): TreeEntry {
  const content = isLink ? readlinkSync(file) : readFileSync(file);
  const hash = createHash('sha1').update(content).digest('hex');
  if (isLink) return { type: 'symlink', hash, link: String(content) };
  return { type: (statSync(file).mode & 0o100) === 0 ? 'file' : 'executable', hash };
}
