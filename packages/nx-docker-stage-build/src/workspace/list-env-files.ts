import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './workspace';

/**
 * Files of environment variables in a project's folder (`.env`, `.env.ci`, `.local.env`), from the workspace root. Nx reads
 * those of the project for single tasks, and for a batch only those of the workspace root.
 */
export function listEnvFiles(workspaceRoot: string, { root }: Project): string[] {
  if (root === '.') return [];
  return readdirSync(join(workspaceRoot, root), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^\.env(\.|$)|^\..+\.env$/.test(entry.name))
    .map(({ name }) => `${root}/${name}`)
    .sort();
}
