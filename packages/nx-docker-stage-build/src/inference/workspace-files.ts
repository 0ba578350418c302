import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { minimatch } from 'minimatch';
import { parse as parseYaml } from 'yaml';

/** `projects` is a folder with projects below it. */
export type PathKind = 'file' | 'folder' | 'projects' | 'absent';

/** Looks at the workspace's files; what was looked at is remembered, so one serves one reading of the graph. */
export interface WorkspaceFiles {
  /** Whether Nx makes a project of a folder (`.` is the root). */
  readonly isProject: (folder: string) => boolean;
  readonly kindOf: (path: string) => PathKind;
  /** Folders below one that holds projects, as far as they are in none: `libs/assets` of `libs`. */
  readonly listUnowned: (folder: string) => string[];
  /** A file's text, `null` where there is none. */
  readonly read: (path: string) => string | null;
  /** A file's content, `null` where there is none or it is not JSON. */
  readonly readJson: <T>(path: string) => T | null;
}

/** Projects are looked for that many folders deep below one that a Dockerfile copies. */
const MAX_DEPTH = 3;

export function openWorkspace(root: string): WorkspaceFiles {
  const isMember = readMembers(root);
  const kinds = new Map<string, PathKind>();
  const unownedOf = new Map<string, string[]>();
  const exists = (...path: string[]): boolean => existsSync(join(root, ...path));

  const isProject = (folder: string): boolean =>
    exists(folder, 'project.json') || (exists(folder, 'package.json') && isMember(folder));

  const holdsProjects = (folder: string, depth: number): boolean =>
    depth > 0 &&
    subfolders(join(root, folder)).some((name) => {
      const path = join(folder, name);
      return isProject(path) || holdsProjects(path, depth - 1);
    });

  const listUnowned = (folder: string, depth: number): string[] =>
    subfolders(join(root, folder)).flatMap((name) => {
      const path = join(folder, name);
      if (isProject(path)) return [];
      return holdsProjects(path, depth) ? listUnowned(path, depth - 1) : [path];
    });

  const look = (path: string): PathKind => {
    const stats = statSync(join(root, path), { throwIfNoEntry: false });
    if (!stats) return 'absent';
    if (!stats.isDirectory()) return 'file';
    return holdsProjects(path, MAX_DEPTH) ? 'projects' : 'folder';
  };

  return {
    isProject,
    kindOf: (path) => {
      const kind = kinds.get(path) ?? look(path);
      kinds.set(path, kind);
      return kind;
    },
    listUnowned: (folder) => {
      const unowned = unownedOf.get(folder) ?? listUnowned(folder, MAX_DEPTH - 1);
      unownedOf.set(folder, unowned);
      return unowned;
    },
    read: (path) => readText(join(root, path)),
    readJson: (path) => readJson(join(root, path)),
  };
}

function subfolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$)/.test(entry.name))
    .map(({ name }) => name);
}

/**
 * Which packages are members of the workspace, and so projects: what Nx's own package.json plugin asks of
 * package.json, pnpm-workspace.yaml and lerna.json. The root is one when its package.json has `nx`.
 */
function readMembers(root: string): (folder: string) => boolean {
  const manifest = readJson<{ workspaces?: Packages; nx?: unknown }>(join(root, 'package.json'));
  const pnpm = parseYaml(readText(join(root, 'pnpm-workspace.yaml')) ?? '') as Members | null;
  const lerna = readJson<Members>(join(root, 'lerna.json'));
  const patterns = [
    ...listPackages(manifest?.workspaces),
    ...listPackages(pnpm?.packages),
    ...listPackages(lerna?.packages),
  ].map((pattern) => pattern.replace(/^(!?)(\.\/)?(.*?)\/?$/, '$1$3'));
  const [excluded, included] = [true, false].map((negative) =>
    patterns.filter((pattern) => pattern.startsWith('!') === negative),
  ) as [string[], string[]];
  return (folder) => {
    if (folder === '.') return manifest?.nx !== undefined;
    const matches = (pattern: string): boolean =>
      minimatch(`${folder}/package.json`, `${pattern}/package.json`);
    return included.some(matches) && excluded.every(matches);
  };
}

type Packages = readonly string[] | { readonly packages?: readonly string[] };

interface Members {
  readonly packages?: readonly string[];
}

function listPackages(packages: Packages | undefined): readonly string[] {
  return Array.isArray(packages) ? packages : ((packages as Members | undefined)?.packages ?? []);
}

function readJson<T>(path: string): T | null {
  const text = readText(path);
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
