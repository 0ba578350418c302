import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  bringUp,
  startEngine,
  type Part,
  type RunningEngine,
} from '@docker-stage-build/tools/engine';
import { run } from '@docker-stage-build/tools/engine/system/run';
import { makeWorkspace, type Workspace } from '@docker-stage-build/tools/workspace';
import { readBuilds } from '../harness';

/** A workspace to generate in, and an engine of its own, whose records tell what was executed. */
export interface Lab {
  readonly workspace: Workspace;
  readonly engine: RunningEngine;
  /** Runs Nx and returns what it printed; fails aloud. */
  nx(...args: string[]): Promise<string>;
  docker(...args: string[]): Promise<string>;
  /** Names of the RUN steps that the engine executed since the last call. */
  listExecuted(): Promise<string[]>;
  close(): Promise<void>;
}

export interface LabOptions {
  /** Unique among all tests that run at once. */
  readonly name: string;
  /** Parts besides the registry and its base images. */
  readonly parts: readonly Part[];
  /** Folders of `fixtures/presets` whose files come into the workspace. */
  readonly fixtures: readonly string[];
  /** What of the example is not wanted. */
  readonly without?: readonly string[];
}

const FIXTURES = join(__dirname, '../../fixtures/presets');

export async function openLab({ name, parts, fixtures, without = [] }: LabOptions): Promise<Lab> {
  const { registry } = await bringUp(['registry', 'base', ...parts]);
  if (!registry) throw new Error('There is no registry to take base images from.');
  const [workspace, engine] = await Promise.all([
    makeWorkspace({ example: 'shop', devkit: true }),
    startEngine({ name, mirrors: [`http://${registry.address}`] }),
  ]);
  for (const path of without) rmSync(join(workspace.root, path), { recursive: true });
  for (const fixture of fixtures) {
    cpSync(join(FIXTURES, fixture), workspace.root, { recursive: true });
  }
  const env = { ...process.env, ...engine.env };
  let known = 0;
  return {
    workspace,
    engine,
    nx: async (...args) => {
      const { exitCode, stdout, stderr } = await workspace.nx(args, { env: engine.env });
      if (exitCode !== 0) throw new Error(`nx ${args.join(' ')}: ${stdout}\n${stderr}`);
      return stdout;
    },
    docker: async (...args) => (await run('docker', args, { env, cwd: workspace.root })).stdout,
    listExecuted: async () => {
      const builds = await readBuilds(env);
      const added = builds.slice(0, builds.length - known);
      known = builds.length;
      return added.flatMap(({ runSteps }) =>
        runSteps.filter(({ ran }) => ran).map((step) => step.name),
      );
    },
    close: async () => {
      await engine.stop();
      workspace.remove();
    },
  };
}
