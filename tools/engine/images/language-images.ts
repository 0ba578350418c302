import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startEngine } from '../docker/engine';
import { madeOnce, registryTools } from '../packages/toolbox';
import { paths } from '../paths';
import { report } from '../report';
import { run } from '../system/run';
import { CERTIFICATES } from './dockerfile';
import {
  JAVA_CERTIFICATES,
  LANGUAGE_IMAGES,
  renderLanguageDockerfile,
  type LanguageImage,
  type LanguagePart,
} from './language-dockerfile';

type Images = Readonly<Record<string, LanguageImage>>;

/**
 * Makes the base images of a part from Debian's packages, once, and pushes them under their names on Docker Hub. Only for the machine's own
 * architecture: installing a compiler by emulation takes minutes.
 *
 * @param address of the registry, which has `debian:bookworm-slim`
 */
export async function pushLanguageImages(part: LanguagePart, address: string): Promise<void> {
  const images: Images = LANGUAGE_IMAGES[part];
  const layouts = await makeLayouts(part, { images, address });
  const { root } = await registryTools();
  for (const [target, { name }] of Object.entries(images)) {
    await run(join(root, 'usr/bin/crane'), ['push', join(layouts, target), `${address}/${name}`]);
  }
}

/** Whether a registry has all images of a part. */
export async function hasLanguageImages(part: LanguagePart, address: string): Promise<boolean> {
  const names = Object.values<LanguageImage>(LANGUAGE_IMAGES[part]).map(({ name }) => name);
  const found = await Promise.all(names.map((name) => isThere(name, address)));
  return found.every(Boolean);
}

async function isThere(name: string, address: string): Promise<boolean> {
  const [repository, tag] = name.split(':');
  const url = `http://${address}/v2/${repository}/manifests/${tag}`;
  const accept = ['index.v1', 'manifest.v1'].map(
    (type) => `application/vnd.oci.image.${type}+json`,
  );
  return (await fetch(url, { method: 'HEAD', headers: { accept: accept.join(', ') } })).ok;
}

/** A folder with an OCI layout for each image. */
async function makeLayouts(
  part: LanguagePart,
  { images, address }: { readonly images: Images; readonly address: string },
): Promise<string> {
  const certificates = [CERTIFICATES, JAVA_CERTIFICATES].filter((place) => existsSync(place));
  const dockerfile = renderLanguageDockerfile(images, certificates);
  const recipe = createHash('sha256').update(dockerfile).digest('hex').slice(0, 12);
  return madeOnce(join(paths.cache, 'images', `${part}-${recipe}`), async (folder) => {
    report(`building ${Object.keys(images).join(', ')} from Debian's packages`);
    const context = `${folder}.context`;
    const engine = await startEngine({ name: `${part}-builder`, mirrors: [`http://${address}`] });
    try {
      await writeContext(context, { dockerfile, certificates });
      const env = { ...process.env, ...engine.env };
      for (const target of Object.keys(images)) {
        const output = `type=oci,tar=false,dest=${join(folder, target)}`;
        const args = ['--target', target, '--output', output, '--provenance=false'];
        await run('docker', ['buildx', 'build', ...args, '--progress=plain', context], { env });
      }
    } finally {
      await engine.stop();
      await rm(context, { recursive: true, force: true });
    }
  });
}

async function writeContext(
  folder: string,
  { dockerfile, certificates }: { dockerfile: string; certificates: readonly string[] },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'Dockerfile'), dockerfile);
  for (const place of certificates) {
    await mkdir(dirname(join(folder, place)), { recursive: true });
    await copyFile(place, join(folder, place));
  }
}
