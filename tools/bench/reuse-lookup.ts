import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { parseImageRef } from '@docker-stage-build/core';
import { findImage, registryClient, tagImage } from '@docker-stage-build/registries';
import { bringUp, startRegistry } from '../engine';
import { run } from '../engine/system/run';

const TYPE = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = Buffer.from('{}');

interface Way {
  readonly name: string;
  /** Looks for an image under one tag and gives it another. */
  readonly retag: (from: string, to: string) => Promise<unknown>;
}

/**
 * Measures what it takes to find images and tag them anew: with our client, and with `docker buildx imagetools`, one after the other
 * and eight at a time, on an own registry of this machine.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { images: { type: 'string', default: '50' } } });
  const { docker } = await bringUp(['engine']);
  if (!docker) throw new Error('There is no docker to compare with.');
  const registry = await startRegistry({ name: 'bench-reuse-lookup' });
  try {
    const images = Array.from(
      { length: Number(values.images) },
      (_, at) => `${registry.address}/bench/app-${at}`,
    );
    for (const image of images) await push(image);
    const env = { ...process.env, ...docker.env };
    const ways = [withClient(), withImagetools(env)];
    console.log(`${images.length} images, found and tagged\n`);
    for (const side of [1, 8]) {
      for (const { name, retag } of ways) {
        const started = performance.now();
        await inTurns(images, side, (image) => retag(`${image}:known`, `${image}:new-${side}`));
        const seconds = ((performance.now() - started) / 1000).toFixed(2);
        console.log(`${name.padEnd(18)}  ${side} at a time  ${seconds} s`);
      }
    }
  } finally {
    await registry.stop();
  }
}

function withClient(): Way {
  const client = registryClient();
  return {
    name: 'registry client',
    retag: async (from, to) => {
      const options = { client, platforms: ['linux/amd64'] };
      const manifest = await findImage([parseImageRef(from)], options);
      if (manifest) await tagImage(manifest, [parseImageRef(to)], { client });
    },
  };
}

function withImagetools(env: NodeJS.ProcessEnv): Way {
  const imagetools = (...args: string[]) =>
    run('docker', ['buildx', 'imagetools', ...args], { env });
  return {
    name: 'buildx imagetools',
    retag: async (from, to) => {
      await imagetools('inspect', '--raw', from);
      await imagetools('create', '--tag', to, from);
    },
  };
}

/** The smallest image there is, another one in each repository. */
async function push(image: string): Promise<void> {
  const [host = '', ...path] = image.split('/');
  const url = `http://${host}/v2/${path.join('/')}`;
  const digest = `sha256:${createHash('sha256').update(CONFIG).digest('hex')}`;
  const { headers } = await fetch(`${url}/blobs/uploads/`, { method: 'POST' });
  const upload = new URL(headers.get('location') ?? '', url);
  upload.searchParams.set('digest', digest);
  await fetch(upload, { method: 'PUT', body: CONFIG });
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: 2 };
  const manifest = {
    schemaVersion: 2,
    mediaType: TYPE,
    config,
    layers: [],
    annotations: { image },
  };
  const written = await fetch(`${url}/manifests/known`, {
    method: 'PUT',
    headers: { 'content-type': TYPE },
    body: JSON.stringify(manifest),
  });
  if (!written.ok) throw new Error(`${image}: ${written.status} ${await written.text()}`);
}

async function inTurns<T>(
  items: readonly T[],
  side: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const queue = items.values();
  const take = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: side }, take));
}

void main();
