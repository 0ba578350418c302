import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startEngine } from '../docker/engine';
import { debianArchitecture, madeOnce, registryTools } from '../packages/toolbox';
import { paths } from '../paths';
import { report } from '../report';
import { run } from '../system/run';
import { imagePlatforms } from './image-platforms';
import { CERTIFICATES } from './dockerfile';
import {
  JAVA_CERTIFICATES,
  LANGUAGE_IMAGES,
  renderLanguageDockerfile,
  type LanguageImage,
  type LanguagePart,
} from './language-dockerfile';

type Images = Readonly<Record<string, LanguageImage>>;

export interface LanguageOptions {
  /** The registry, which has `debian:bookworm-slim` for all these platforms. */
  readonly address: string;
  /** Debian's names of architectures that are emulated here. */
  readonly emulated: readonly string[];
}

/**
 * Makes the base images of a part from Debian's packages, once, and pushes them under their names on Docker Hub. Those of compilers only for
 * the machine's own architecture.
 */
export async function pushLanguageImages(
  part: LanguagePart,
  options: LanguageOptions,
): Promise<void> {
  const images: Images = LANGUAGE_IMAGES[part];
  const { address } = options;
  const layouts = await makeLayouts(part, { images, ...options });
  const { root } = await registryTools();
  for (const [target, { name }] of Object.entries(images)) {
    await run(join(root, 'usr/bin/crane'), ['push', join(layouts, target), `${address}/${name}`]);
  }
}

/** Whether a registry has all images of a part. */
export async function hasLanguageImages(
  part: LanguagePart,
  { address, emulated }: LanguageOptions,
): Promise<boolean> {
  const images = Object.values<LanguageImage>(LANGUAGE_IMAGES[part]);
  const complete = images.map(async (image) => {
    const present = await imagePlatforms(address, image.name);
    return architecturesOf(image, emulated).every((arch) => present.includes(`linux/${arch}`));
  });
  return (await Promise.all(complete)).every(Boolean);
}

function architecturesOf({ runs }: LanguageImage, emulated: readonly string[]): string[] {
  return [debianArchitecture(), ...(runs ? emulated : [])];
}

/** A folder with an OCI layout for each image. */
async function makeLayouts(
  part: LanguagePart,
  { images, address, emulated }: LanguageOptions & { readonly images: Images },
): Promise<string> {
  const certificates = [CERTIFICATES, JAVA_CERTIFICATES].filter((place) => existsSync(place));
  const dockerfile = renderLanguageDockerfile(images, {
    certificates,
    native: debianArchitecture(),
    emulated,
  });
  const recipe = createHash('sha256').update(dockerfile).digest('hex').slice(0, 12);
  return madeOnce(join(paths.cache, 'images', `${part}-${recipe}`), async (folder) => {
    report(`building ${Object.keys(images).join(', ')} from Debian's packages`);
    const context = `${folder}.context`;
    const engine = await startEngine({ name: `${part}-builder`, mirrors: [`http://${address}`] });
    try {
      await writeContext(context, { dockerfile, certificates });
      const env = { ...process.env, ...engine.env };
      for (const [target, image] of Object.entries(images)) {
        const platforms = architecturesOf(image, emulated).map((arch) => `linux/${arch}`);
        const output = `type=oci,tar=false,dest=${join(folder, target)}`;
        const args = [
          `--platform=${platforms.join(',')}`,
          `--target=${target}`,
          '--output',
          output,
        ];
        const quiet = ['--provenance=false', '--progress=plain'];
        await run('docker', ['buildx', 'build', ...args, ...quiet, context], { env });
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
