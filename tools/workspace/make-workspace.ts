import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run, tryRun, type RunResult } from '../engine/system/run';
import { paths } from '../engine/paths';
import { copyExample } from './copy-example';
import { makeEnvironment } from './environment';
import { copyManifests, installTemplate, linkModules, type Installation } from './install-template';

/** Whose commits the workspace's are; a machine need not have a git identity. */
const IDENTITY = ['-c', 'user.name=Shop', '-c', 'user.email=shop@example.org'];

export interface WorkspaceOptions extends Installation {
  /** Emptied first. Default: a new temporary folder. */
  readonly dir?: string;
}

/** A copy of an example, in a git repository of its own, with the plugin installed as npm would. */
export interface Workspace {
  readonly root: string;
  /**
   * Runs Nx. Only what a shell needs is taken over from our own environment.
   *
   * @param options `env` is added to the environment; `cwd` is a folder in the workspace
   */
  nx(
    args: readonly string[],
    options?: { env?: Readonly<Record<string, string>>; cwd?: string },
  ): Promise<RunResult>;
  /** Runs git and returns its standard output. */
  git(args: readonly string[]): Promise<string>;
  /** Writes a file; `path` is relative to the root. */
  write(path: string, text: string): void;
  /** Commits all changes and returns the commit. */
  commit(message: string): Promise<string>;
  remove(): void;
}

/**
 * Makes a workspace to try the plugin in. Files in its `node_modules` are shared with other workspaces:
 * never write to them.
 */
export async function makeWorkspace({ dir, ...wanted }: WorkspaceOptions): Promise<Workspace> {
  const { example } = wanted;
  const template = await installTemplate(wanted, join(paths.cache, 'workspaces'));
  const root = dir ?? mkdtempSync(join(tmpdir(), `${example}-`));
  if (dir) rmSync(dir, { recursive: true, force: true });
  copyExample(example, root);
  copyManifests(template, root);
  linkModules(template, root);
  const workspace = openWorkspace(root);
  await workspace.git(['init', '--quiet', '--initial-branch=main']);
  await workspace.commit('feat: open the shop');
  return workspace;
}

/** A folder that holds a workspace. */
export function openWorkspace(root: string): Workspace {
  const git = async (args: readonly string[]): Promise<string> => {
    const env = makeEnvironment(process.env);
    return (await run('git', [...IDENTITY, ...args], { cwd: root, env })).stdout;
  };
  return {
    root,
    git,
    nx: (args, { env, cwd = '.' } = {}) =>
      tryRun(process.execPath, [join(root, 'node_modules/.bin/nx'), ...args], {
        cwd: join(root, cwd),
        env: makeEnvironment(process.env, env),
      }),
    write: (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    commit: async (message) => {
      await git(['add', '--all']);
      await git(['commit', '--quiet', `--message=${message}`]);
      return git(['rev-parse', 'HEAD']);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
