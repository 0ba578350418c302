import { rm } from 'node:fs/promises';
import { unregisterArm64 } from './arm64';
import { paths } from './paths';
import { PARTS, type Part } from './parts';
import { report } from './report';
import { listServices, stopService, sweepServices } from './services';
import { withLock } from './system/lock';
import { LOCK } from './up';

/** The services that make up a part. Base images go with the registry that holds them. */
const SERVICES: Readonly<Record<Part, readonly string[]>> = {
  registry: ['registry'],
  engine: ['engine'],
  arm64: [],
  base: [],
  bases: [],
  toolchains: [],
  dotnet: [],
  frameworks: [],
  buildkit: ['buildkit'],
  'docker-old': ['docker-old'],
  ecr: ['ecr', 'ecr-moto', 'ecr-registry'],
};

/**
 * Stops parts that `up` started, and whatever a process that is gone has left running. Engines that
 * somebody still uses, an existing Docker and downloads stay.
 *
 * @param parts none: all
 */
export async function down(parts: readonly Part[]): Promise<void> {
  const wanted = parts.length > 0 ? parts : PARTS;
  await withLock(LOCK, async () => {
    await sweepServices({ shared: true });
    const names = wanted.flatMap((part) => SERVICES[part]);
    for (const service of await listServices()) {
      if (service.owner || !names.includes(service.name)) continue;
      await stopService(service);
      report(`${service.name} stopped`);
    }
    if (wanted.includes('arm64')) await unregisterArm64();
  });
}

/**
 * Removes downloads, logs and base images as well.
 *
 * @throws Error when something still runs
 */
export async function purge(): Promise<void> {
  const running = await listServices();
  if (running.length > 0) {
    throw new Error(`still in use: ${running.map(({ name }) => name).join(', ')}; stop them first`);
  }
  await rm(paths.runtime, { recursive: true, force: true });
  await rm(paths.cache, { recursive: true, force: true });
}
