import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, tryRun } from '../../engine/system/run';
import type { ColdEngine } from './cold-engines';
import { PEER } from './tools';

/** Versions of the tools, as the packages that were installed say. */
export async function readToolVersions(modules: string): Promise<Record<string, string>> {
  const names = ['nx', PEER.package, 'nx-docker-stage-build'];
  const entries = names.map((name) => {
    const manifest = readFileSync(join(modules, name, 'package.json'), 'utf8');
    return [name, (JSON.parse(manifest) as { version: string }).version];
  });
  const { stdout } = await run('git', ['describe', '--always', '--dirty'], { cwd: __dirname });
  return { ...Object.fromEntries(entries), commit: stdout, node: process.version };
}

/** Versions of an engine, as it says itself. */
export async function readEngineVersions({
  kind,
  env,
}: ColdEngine): Promise<Record<string, string>> {
  const options = { env: { ...process.env, ...env } };
  const ask = async (command: string, args: readonly string[]): Promise<string> =>
    (await tryRun(command, args, options)).stdout.trim();
  const buildx = await ask('docker', ['buildx', 'version']);
  const server =
    kind === 'docker'
      ? await ask('docker', ['version', '--format={{.Server.Version}}'])
      : await ask('buildkitd', ['--version']);
  return { [kind]: server, buildx };
}
