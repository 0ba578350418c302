import { spawnSync } from 'node:child_process';
import { readBuilds } from '../harness';

type EngineEnv = Readonly<Record<string, string>>;

/** RUN steps that an engine executed in all the builds it remembers, such as `[deps 8/8] RUN npm ci`. */
export async function listExecuted(env: EngineEnv): Promise<string[]> {
  const builds = await listBuilds(env);
  return builds.flatMap(({ runSteps }) =>
    runSteps.filter(({ ran }) => ran).map(({ name }) => name),
  );
}

/** The builds that an engine remembers, newest first. */
export function listBuilds(env: EngineEnv): ReturnType<typeof readBuilds> {
  return readBuilds({ ...process.env, ...env });
}

/**
 * Runs docker against an engine and returns what it printed.
 * @throws Error with what docker said
 */
export function docker(args: readonly string[], env: EngineEnv): string {
  const { status, stdout, stderr, error } = spawnSync('docker', args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (error || status !== 0) throw error ?? new Error(`docker ${args.join(' ')}: ${stderr}`);
  return stdout;
}
