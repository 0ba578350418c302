import { startBuildkit, startEngine } from '../../engine';
import type { EngineKind } from './scenarios';

/** An engine that can be made cold, as a runner that starts empty. */
export interface ColdEngine {
  readonly kind: EngineKind;
  /** Added to an environment, `docker` is this engine's. */
  readonly env: Readonly<Record<string, string>>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts an engine with its data in memory: a disk scatters, and takes up to twice as long.
 *
 * @param registry that base images come from
 * @throws UnavailableError where it cannot be had
 */
export async function startColdEngine(kind: EngineKind, registry: string): Promise<ColdEngine> {
  const name = `bench-${kind}`;
  const engine =
    kind === 'docker'
      ? await startEngine({ name, tmpfs: true, mirrors: [`http://${registry}`] })
      : await startBuildkit({ name, tmpfs: true, mirrors: [registry] });
  return { kind, env: engine.env, reset: () => engine.reset(), stop: () => engine.stop() };
}
