import { spawnSync } from 'node:child_process';

/** One step of a build, as the engine recorded it. */
export interface EngineStep {
  readonly name: string;
  readonly cached: boolean;
}

/** A build, as the engine recorded it. */
export interface EngineBuild {
  readonly ref: string;
  readonly name: string;
  readonly status: string;
}

type EngineEnv = Readonly<Record<string, string>>;

/** Builds that the engine keeps a record of, newest first. */
export function listBuilds(env: EngineEnv): EngineBuild[] {
  const output = docker(['buildx', 'history', 'ls', '--no-trunc', '--format', 'json'], env).stdout;
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { ref: string; name: string; status: string })
    .map(({ ref, name, status }) => ({ ref: ref.split('/').at(-1) as string, name, status }));
}

/** Every step of a recorded build: BuildKit's own solve status, not what any client made of it. */
export function readSteps(ref: string, env: EngineEnv): EngineStep[] {
  const { stderr } = docker(['buildx', 'history', 'logs', '--progress', 'rawjson', ref], env);
  const steps = new Map<string, EngineStep>();
  for (const line of stderr.split('\n').filter((text) => text.startsWith('{'))) {
    const { vertexes = [] } = JSON.parse(line) as {
      vertexes?: { digest: string; name: string; cached?: boolean; completed?: string }[];
    };
    for (const { digest, name, cached = false, completed } of vertexes) {
      // A cached step is told of again when its layers are pulled, then without the mark.
      const wasCached = steps.get(digest)?.cached ?? false;
      if (completed) steps.set(digest, { name, cached: cached || wasCached });
    }
  }
  return [...steps.values()];
}

/** Instructions of stages that ran, such as `[deps 8/8] RUN npm ci`, of all recorded builds. */
export function listExecuted(env: EngineEnv, keyword = 'RUN'): string[] {
  return listBuilds(env)
    .flatMap(({ ref }) => readSteps(ref, env))
    .filter(({ name, cached }) => !cached && new RegExp(`^\\[.*\\] ${keyword} `).test(name))
    .map(({ name }) => name);
}

/**
 * Runs docker against an engine.
 * @throws Error with what docker said
 */
export function docker(
  args: readonly string[],
  env: EngineEnv,
): { stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync('docker', args, {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error || status !== 0) throw error ?? new Error(`docker ${args.join(' ')}: ${stderr}`);
  return { stdout, stderr };
}
