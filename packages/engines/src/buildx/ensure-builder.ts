import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runText, type TextOptions } from '../processes/run-text';
import { withTemporaryFolder } from '../processes/with-temporary-folder';
import { formatBuilderConfig, isLoopback, needsHostNetwork } from './builder-config';
import { cannotCache } from './engine-errors';
import type { EngineFacts } from './facts';

export interface EnsureOptions extends TextOptions {
  /** Registries (`host[:port]`) that builds will read and write, besides those that dockerd is configured with. */
  readonly registries?: readonly string[];
}

/** Tasks that start the builder at the same moment: all but one lose, and find it started when they look again. */
const ATTEMPTS = 4;

/** A builder of ours, as it is to be. */
export interface OwnBuilder {
  readonly name: string;
  /** Its buildkitd.toml. */
  readonly config: string;
  readonly hostNetwork: boolean;
}

/** Name and configuration follow from the facts, so that parallel tasks agree and a changed configuration gets a new builder. */
export function planBuilder(facts: EngineFacts, registries: readonly string[] = []): OwnBuilder {
  const config = formatBuilderConfig(facts);
  const hostNetwork = needsHostNetwork(facts) || registries.some(isLoopback);
  const isPlain = config === '' && !hostNetwork;
  const hash = createHash('sha256').update(`${hostNetwork}\n${config}`).digest('hex').slice(0, 8);
  return {
    name: isPlain ? 'docker-stage-build' : `docker-stage-build-${hash}`,
    config,
    hostNetwork,
  };
}

/**
 * Makes sure that our docker-container builder is there and runs, and returns its name.
 * @throws {StageBuildError} ENGINE_CANNOT_CACHE when it cannot be started
 */
export async function ensureBuilder(
  facts: EngineFacts,
  { registries, ...options }: EnsureOptions,
): Promise<string> {
  const builder = planBuilder(facts, registries);
  await createBuilder(builder, options);
  let said = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await sleep(500 * attempt, undefined, { signal: options.signal });
    const started = await runText(
      'docker',
      ['buildx', 'inspect', '--bootstrap', builder.name],
      options,
    );
    if (started.ok) return builder.name;
    said = started.stderr;
    if (!isLostRace(said)) break;
  }
  throw cannotCache(facts, `one that can did not start: ${said.trim()}`);
}

/** A builder of that name that is there already is the one wanted. */
async function createBuilder(builder: OwnBuilder, options: TextOptions): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const config = join(folder, 'buildkitd.toml');
    await writeFile(config, builder.config);
    await runText('docker', createArguments(builder, config), options);
  });
}

export function createArguments({ name, hostNetwork }: OwnBuilder, configFile: string): string[] {
  return [
    ...['buildx', 'create', '--name', name, '--driver', 'docker-container'],
    ...(hostNetwork ? ['--driver-opt', 'network=host'] : []),
    ...['--config', configFile],
  ];
}

function isLostRace(said: string): boolean {
  return /conflict|already in use|already exists|is not running/i.test(said);
}
