import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkTree } from '../../workspace/link-tree';
import { openWorkspace, type Workspace } from '../../workspace';
import type { Lockfiles } from './lock-workload';
import type { Scenario } from './scenarios';
import { toolFiles, type Tool } from './tools';
import type { Files, Form, Workload } from './workload';
import { writeFiles } from './write-files';

/** What a workspace to measure in is made from. */
export interface BenchWorkspaceOptions {
  readonly workload: Workload;
  readonly form: Form;
  readonly tool: Tool;
  /** Address of the registry that images and caches go to. */
  readonly registry: string;
  /** A `node_modules` with Nx and the tools. */
  readonly modules: string;
  readonly lockfiles: Lockfiles;
}

/** A git repository that one tool builds the images of. */
export interface BenchWorkspace extends Pick<Workspace, 'nx' | 'remove'> {
  /** Makes the commit that CI runs for, on top of the one whose images and caches are in the registry. */
  change(kind: Scenario['change']): Promise<void>;
}

/** Writes a workload, set up for a tool, into a repository of its own. */
export async function openBenchWorkspace(options: BenchWorkspaceOptions): Promise<BenchWorkspace> {
  const { workload, form, tool, registry, modules, lockfiles } = options;
  const root = realpathSync(mkdtempSync(join(tmpdir(), `bench-${workload.name}-${tool.name}-`)));
  writeFiles(root, {
    ...workload.files(form),
    ...toolFiles(tool, workload, registry),
    [workload.lockfile.path]: lockfiles.before,
  });
  linkTree(modules, join(root, 'node_modules'));
  writeFiles(root, workload.lockfile.installed);
  const workspace = openWorkspace(root);
  await workspace.git(['init', '--quiet', '--initial-branch=main']);
  const first = (await workspace.commit('first')).trim();
  return {
    nx: workspace.nx,
    change: async (kind) => {
      await workspace.git(['reset', '--quiet', '--hard', first]);
      if (kind === null) return;
      writeFiles(root, filesOf(kind, options));
      await workspace.git(['add', '--all']);
      await workspace.git(['commit', '--quiet', '--allow-empty', `--message=${kind}`]);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function filesOf(kind: string, { workload, lockfiles }: BenchWorkspaceOptions): Files {
  if (kind === 'lib') return workload.libChange.files;
  if (kind !== 'dependency') return {};
  return { ...workload.dependencyChange.files, [workload.lockfile.path]: lockfiles.after };
}
