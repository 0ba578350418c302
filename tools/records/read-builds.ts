import { run } from '../engine/system/run';
import { isRun, parseSteps, type RunStep, type Step } from './parse-steps';

/** What an engine remembers of a build, whoever started it. */
export interface BuildRecord {
  readonly name: string;
  /** In the engine's words: `Completed`, `Error`, … */
  readonly status: string;
  /** RUN steps; empty where the build had none. */
  readonly runSteps: readonly RunStep[];
  /** All that was done, RUN steps among it. */
  readonly steps: readonly Step[];
}

/**
 * Reads all builds out of an engine's own history, the newest first.
 *
 * @param env the environment in which `docker` is that engine's
 */
export async function readBuilds(env: NodeJS.ProcessEnv): Promise<BuildRecord[]> {
  const options = { env };
  const list = await run('docker', ['buildx', 'history', 'ls', '--format=json'], options);
  const builds: BuildRecord[] = [];
  for (const line of list.stdout.split('\n').filter(Boolean)) {
    const { ref, name, status } = JSON.parse(line) as { ref: string; name: string; status: string };
    // `BUILDER/NODE/ID`, of which the other commands take the last.
    const id = ref.slice(ref.lastIndexOf('/') + 1);
    const args = ['buildx', 'history', 'logs', '--progress=rawjson', id];
    const steps = parseSteps((await run('docker', args, options)).stderr);
    builds.push({ name, status, runSteps: steps.filter(isRun), steps });
  }
  return builds;
}
