import { registerArm64, runsArm64 } from './arm64';
import { startBuildkit } from './buildkit/buildkit';
import { startEngine } from './docker/engine';
import { findExistingDocker } from './docker/existing';
import { startEcr } from './ecr/ecr';
import { pushBaseImages } from './images/base-images';
import { imagePlatforms } from './images/image-platforms';
import type { LanguagePart } from './images/language-dockerfile';
import { hasLanguageImages, pushLanguageImages } from './images/language-images';
import { isDebianRoot, requireDebianRoot } from './packages/debian';
import { SUITES } from './packages/suites';
import { debianArchitecture } from './packages/toolbox';
import { resolveParts, type Part } from './parts';
import { startRegistry, type RegistryFacts } from './registry/registry';
import { report } from './report';
import { findRunning, stopService, sweepServices } from './services';
import { withLock } from './system/lock';

/** The lock that `up` and `down` take, so that they never work at the same time. */
export const LOCK = 'up';

/**
 * Brings parts up, with all that they need. What is up already stays as it is.
 *
 * @throws UnavailableError saying in one line what this machine lacks and what to do
 */
export async function up(asked: readonly Part[]): Promise<void> {
  if (!(await findExistingDocker())) requireDebianRoot();
  await withLock(LOCK, async () => {
    await sweepServices({ shared: true });
    for (const part of resolveParts(asked)) await BRINGERS[part]();
  });
}

const BRINGERS: Readonly<Record<Part, () => Promise<void>>> = {
  registry: bringUpRegistry,
  engine: bringUpEngine,
  arm64: bringUpArm64,
  base: () => bringUpNode('base', '20-slim'),
  frameworks: () => bringUpNode('frameworks', '24-slim'),
  bases: () => bringUpLanguages('bases'),
  toolchains: () => bringUpLanguages('toolchains'),
  dotnet: () => bringUpLanguages('dotnet'),
  buildkit: bringUpBuildkit,
  'docker-old': bringUpOldDocker,
  ecr: bringUpEcr,
};

async function bringUpRegistry(): Promise<void> {
  if (await findRunning('registry')) return;
  const { address } = await startRegistry({ name: 'registry', port: 5000, shared: true });
  report(`registry at ${address}`);
}

async function bringUpEngine(): Promise<void> {
  const existing = await findExistingDocker();
  if (existing) return report(`using the Docker ${existing.serverVersion} at ${existing.host}`);
  await bringUpOwnEngine('engine', SUITES.current);
}

async function bringUpOldDocker(): Promise<void> {
  await bringUpOwnEngine('docker-old', SUITES.old);
}

async function bringUpOwnEngine(name: string, suite: string): Promise<void> {
  const mirrors = [`http://${await registryAddress()}`];
  if (await isUpWith(name, mirrors)) return;
  const { host } = await startEngine({ name, suite, mirrors, shared: true });
  report(`${name} at ${host}`);
}

async function bringUpBuildkit(): Promise<void> {
  const mirrors = [await registryAddress()];
  if (await isUpWith('buildkit', mirrors)) return;
  const { host } = await startBuildkit({ name: 'buildkit', mirrors, shared: true });
  report(`buildkit at ${host}`);
}

async function bringUpEcr(): Promise<void> {
  if (await findRunning('ecr')) return;
  const { endpoint } = await startEcr({ name: 'ecr', shared: true });
  report(`ecr at ${endpoint}`);
}

/** Whether an engine runs and still knows the registry; stops it when that has moved to another port. */
async function isUpWith(name: string, mirrors: readonly string[]): Promise<boolean> {
  const running = await findRunning<{ readonly mirrors: readonly string[] }>(name);
  if (!running) return false;
  if (mirrors.every((mirror) => running.facts.mirrors.includes(mirror))) return true;
  await stopService(running);
  return false;
}

async function bringUpArm64(): Promise<void> {
  if (runsArm64()) return;
  await registerArm64();
  report('linux/arm64 runs by emulation');
}

async function bringUpNode(part: 'base' | 'frameworks', tag: string): Promise<void> {
  if (!isDebianRoot()) return report(`${part} images are those of Docker Hub`);
  const address = await registryAddress();
  const wanted = [debianArchitecture(), ...(runsArm64() ? ['arm64'] : [])];
  const present = await imagePlatforms(address, `library/node:${tag}`);
  if (wanted.every((arch) => present.includes(`linux/${arch}`))) return;
  await pushBaseImages(part, { address, emulated: runsArm64() });
  report(
    `${part} images for ${(await imagePlatforms(address, `library/node:${tag}`)).join(', ')} at ${address}`,
  );
}

async function bringUpLanguages(part: LanguagePart): Promise<void> {
  if (!isDebianRoot()) return report(`${part} are those of Docker Hub`);
  const address = await registryAddress();
  const options = { address, emulated: runsArm64() ? ['arm64'] : [] };
  if (await hasLanguageImages(part, options)) return;
  await pushLanguageImages(part, options);
  report(`${part} at ${address}`);
}

async function registryAddress(): Promise<string> {
  const registry = await findRunning<RegistryFacts>('registry');
  if (!registry) throw new Error('the registry is not running');
  return registry.facts.address;
}
