import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { parseImageRef } from '@docker-stage-build/core';
import type { BuildJob } from '@docker-stage-build/engines';
import { mergeImages, registryClient, tagImage } from '@docker-stage-build/registries';
import { bringUp, startRegistry, type RunningRegistry } from '@docker-stage-build/tools/engine';
import { build, docker } from '../engines/run';
import { createSample, type Sample } from '../engines/sample';
import { describeWith } from '../harness';

const DOCKERFILE = `FROM busybox:1
COPY main.txt /
CMD ["cat", "/main.txt"]
`;

interface Entry {
  readonly digest: string;
  readonly platform: { readonly os: string; readonly architecture: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

describeWith(['engine', 'registry', 'base'], 'one image of several', () => {
  const client = registryClient();
  let registry: RunningRegistry;
  let sample: Sample;
  let env: BuildJob['env'];

  beforeAll(async () => {
    const { docker: engine } = await bringUp(['engine', 'registry', 'base']);
    env = { ...process.env, ...engine?.env };
    registry = await startRegistry({ name: 'registries-merge' });
    sample = await createSample(env, DOCKERFILE);
  });
  afterAll(async () => {
    await rm(sample.dir, { recursive: true });
    await registry.stop();
  });

  const ref = (name: string) => parseImageRef(`${registry.address}/${name}`);

  async function push(tag: string, platform: string, more: Partial<BuildJob> = {}): Promise<void> {
    await sample.write('main.txt', platform);
    const tags = [`${registry.address}/shop/api:${tag}`];
    await build(sample.job({ tags, platforms: [platform], outputs: [{ type: 'push' }], ...more }));
  }

  it('is merged of what builds pushed, with their attestations, and runs', async () => {
    await push('amd', 'linux/amd64', { provenance: 'mode=min' });
    await push('arm', 'linux/arm64', { provenance: false });
    const platforms = ['linux/arm64', 'linux/amd64'];
    const options = { platforms, client, annotations: { 'org.example.merged': 'yes' } };
    const merged = await mergeImages([ref('shop/api:arm'), ref('shop/api:amd')], {
      ...options,
      tags: [ref('shop/api:1'), ref('shop/api:latest')],
    });
    const again = await mergeImages([ref('shop/api:amd'), ref('shop/api:arm')], {
      ...options,
      tags: [ref('shop/api:2')],
    });
    expect(again.digest).toBe(merged.digest);

    for (const tag of ['1', 'latest'])
      expect(await client.resolve(ref(`shop/api:${tag}`))).toBe(merged.digest);
    const { manifests } = JSON.parse(Buffer.from(merged.bytes).toString()) as {
      manifests: Entry[];
    };
    const names = manifests.map(({ platform }) => `${platform.os}/${platform.architecture}`);
    expect(names).toEqual(['linux/amd64', 'linux/arm64', 'unknown/unknown']);
    expect(manifests[2]?.annotations?.['vnd.docker.reference.digest']).toBe(manifests[0]?.digest);

    const name = `${registry.address}/shop/api:1`;
    docker(env, 'pull', '--quiet', '--platform=linux/amd64', name);
    expect(docker(env, 'run', '--rm', '--platform=linux/amd64', name)).toBe('linux/amd64');
    const shown = execFileSync('docker', ['buildx', 'imagetools', 'inspect', '--raw', name], {
      env,
    });
    expect(shown.equals(Buffer.from(merged.bytes))).toBe(true);
  });

  it('publishes nothing where a platform is missing or double, or a part is elsewhere', async () => {
    await push('one', 'linux/amd64');
    await sample.write('extra.txt', 'another');
    await push('two', 'linux/amd64', { labels: { another: 'one' } });
    const merge = (sources: string[], platforms: string[], target: string) =>
      mergeImages(sources.map(ref), { platforms, client, tags: [ref(target)] });
    const both = ['linux/amd64', 'linux/arm64'];
    await expect(merge(['shop/api:one'], both, 'shop/api:bad')).rejects.toMatchObject({
      code: 'PLATFORM_MISSING',
      message: expect.stringContaining('linux/arm64'),
    });
    await expect(
      merge(['shop/api:one', 'shop/api:two'], ['linux/amd64'], 'shop/api:bad'),
    ).rejects.toMatchObject({ code: 'PLATFORM_TWICE' });
    await expect(merge(['shop/api:one'], ['linux/amd64'], 'other/api:bad')).rejects.toMatchObject({
      code: 'PLATFORM_MISSING',
      hint: expect.stringContaining('repository where it is published'),
    });
    for (const name of ['shop/api:bad', 'other/api:bad'])
      expect(await client.exists(ref(name))).toBe(false);
  });

  it('is given further tags, and deleted', async () => {
    const manifest = await client.getManifest(ref('shop/api:one'));
    if (manifest === null) throw new Error('no manifest');
    await tagImage(manifest, [ref('shop/api:further')], { client });
    expect(await client.resolve(ref('shop/api:further'))).toBe(manifest.digest);
    const byDigest = { ...ref('shop/api'), tag: null, digest: manifest.digest };
    expect(await client.deleteManifest(byDigest)).toBe(true);
    expect(await client.deleteManifest(byDigest)).toBe(false);
    expect(await client.exists(ref('shop/api:further'))).toBe(false);
  });
});
