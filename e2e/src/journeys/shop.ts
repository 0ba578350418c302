import { bringUp, startEngine, startRegistry } from '@docker-stage-build/tools/engine';
import type { RunningEngine, RunningRegistry } from '@docker-stage-build/tools/engine';
import { makeWorkspace, type Workspace } from '@docker-stage-build/tools/workspace';

/** A shop to build, an engine of its own that can be made cold, and an empty registry to push to. */
export interface Shop {
  readonly workspace: Workspace;
  readonly engine: RunningEngine;
  readonly registry: RunningRegistry;
  /** Address of the registry that the engine takes base images from. */
  readonly hub: string;
  /** Runs Nx with the engine as its Docker, on a runner of a kind. */
  nx(args: readonly string[], env?: Readonly<Record<string, string>>): ReturnType<Workspace['nx']>;
  close(): Promise<void>;
}

/** @param name unique among all tests that run at once */
export async function openShop(name: string): Promise<Shop> {
  const { registry: hub } = await bringUp(['registry', 'base']);
  if (!hub) throw new Error('There is no registry to take base images from.');
  const [workspace, engine, registry] = await Promise.all([
    makeWorkspace({ example: 'shop' }),
    startEngine({ name, mirrors: [`http://${hub.address}`] }),
    startRegistry({ name: `${name}-registry` }),
  ]);
  return {
    workspace,
    engine,
    registry,
    hub: hub.address,
    nx: (args, env = {}) => workspace.nx(args, { env: { ...engine.env, ...env } }),
    close: async () => {
      await engine.stop();
      await registry.stop();
      workspace.remove();
    },
  };
}

/** Makes Nx take a machine for a runner that starts empty. */
export const CLOUD = { DOCKER_STAGE_BUILD_RUNNER: 'cloud' };
