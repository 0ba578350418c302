import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from '../paths';
import { report } from '../report';
import { withLock } from '../system/lock';
import { run } from '../system/run';
import { downloadMissing, downloadPackages, openApt, type Apt } from './apt';
import { requireDebianRoot, type Debian } from './debian';
import { SUITES } from './suites';

/** Unpacked packages in the cache; nothing of them is installed in the system. */
export interface Toolbox {
  /** The folder that stands for `/`. */
  readonly root: string;
}

/** What a container needs from the machine below it: taken from the machine's own suite, with libraries. */
const HOST_PACKAGES = ['runc', 'iptables', 'busybox-static', 'mmdebstrap'];

/** dockerd, containerd, the docker command and buildx. */
const ENGINE_PACKAGES = ['docker.io', 'docker-cli', 'docker-buildx', 'containerd'];

/** Which package holds the `tini-static` that is `docker run --init`. */
const INIT_PACKAGES: Readonly<Record<string, string>> = {
  [SUITES.current]: 'tini-static',
  [SUITES.old]: 'tini',
};

/** runc, iptables, busybox and mmdebstrap, or what of these the machine lacks. */
export function hostTools(): Promise<Toolbox> {
  return unpacked('host', async (debian, folder) => {
    const apt = await openApt(debian, debian.codename, [debianArchitecture()]);
    await downloadMissing(apt, HOST_PACKAGES);
    await unpackAll(apt.archives, folder);
    await nameIptables(folder);
  });
}

/** An engine of one suite. */
export function engineTools(suite: string): Promise<Toolbox> {
  return unpackedFrom(suite, 'engine', [...ENGINE_PACKAGES, INIT_PACKAGES[suite] ?? 'tini']);
}

/** docker-registry and crane. */
export function registryTools(): Promise<Toolbox> {
  return unpackedFrom(SUITES.current, 'registry', ['docker-registry', 'crane']);
}

/** qemu-aarch64 alone: its package holds an emulator for each of sixty architectures. */
export function emulatorTools(): Promise<Toolbox> {
  return unpacked(`emulator-${SUITES.current}`, async (debian, folder) => {
    const apt = await openApt(debian, SUITES.current, [debianArchitecture()]);
    await downloadPackages(apt, ['qemu-user'], folder);
    const extract = 'dpkg-deb --fsys-tarfile qemu-user*.deb | tar --extract ./usr/bin/qemu-aarch64';
    await run('sh', ['-c', `${extract} && rm qemu-user*.deb`], { cwd: folder });
  });
}

/** A tool in the cache, made once, whoever asks for it at the same time. */
export async function toolMadeOnce(
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<Toolbox> {
  const root = join(paths.cache, 'tools', name);
  if (!existsSync(root)) await withLock('tools', () => madeOnce(root, make));
  return { root };
}

/** A folder made once: in a folder beside its place, then moved there, so that it is whole or not there. */
export async function madeOnce(
  place: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  if (existsSync(place)) return place;
  const unfinished = `${place}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  try {
    await make(unfinished);
    await rename(unfinished, place);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return place;
}

/** Debian's name of this machine's architecture. */
export function debianArchitecture(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch;
}

function unpackedFrom(suite: string, name: string, packages: readonly string[]): Promise<Toolbox> {
  return unpacked(`${name}-${suite}`, async (debian, folder) => {
    await downloadAndUnpack(await openApt(debian, suite, [debianArchitecture()]), packages, folder);
  });
}

/** Debian names `iptables` when it installs the package, by its alternatives system. */
async function nameIptables(root: string): Promise<void> {
  const sbin = join(root, 'usr/sbin');
  if (existsSync(join(sbin, 'iptables-nft'))) await symlink('iptables-nft', join(sbin, 'iptables'));
}

async function downloadAndUnpack(
  apt: Apt,
  packages: readonly string[],
  folder: string,
): Promise<void> {
  const debs = join(folder, 'debs');
  await downloadPackages(apt, packages, debs);
  await unpackAll(debs, folder);
  await rm(debs, { recursive: true });
}

function unpacked(
  name: string,
  fill: (debian: Debian, folder: string) => Promise<void>,
): Promise<Toolbox> {
  return toolMadeOnce(name, async (folder) => {
    const debian = requireDebianRoot();
    report(`downloading ${name}`);
    await fill(debian, folder);
  });
}

async function unpackAll(debs: string, folder: string): Promise<void> {
  for (const file of (await readdir(debs)).filter((name) => name.endsWith('.deb'))) {
    await run('dpkg-deb', ['--extract', join(debs, file), folder]);
  }
}
