import { bringUp } from '@docker-stage-build/tools/engine';
import { docker, listExecuted } from './engine-records';
import { CLOUD, openShop, type Shop } from './shop';
import { describeWith } from '../harness';

describeWith(
  ['engine', 'registry', 'base', 'arm64'],
  'an image for two platforms from one builder',
  () => {
    let shop: Shop;
    let image: string;
    const build = () =>
      shop.nx(
        [
          ...['run', 'worker:image', '--push', `--image=${shop.registry.address}/shop/worker`],
          ...['--tags=1', '--platforms=linux/amd64,linux/arm64'],
        ],
        CLOUD,
      );

    beforeAll(async () => {
      await bringUp(['arm64']);
      shop = await openShop('journey-platforms');
      image = `${shop.registry.address}/shop/worker:1`;
    });
    afterAll(() => shop?.close());

    it('is pushed as one index that holds both', async () => {
      const run = await build();
      expect(run.stdout + run.stderr).toContain('worker:');
      expect(run.exitCode).toBe(0);
      const stdout = docker(['buildx', 'imagetools', 'inspect', '--raw', image], shop.engine.env);
      const index = JSON.parse(stdout) as {
        manifests: { digest: string; platform: { os: string; architecture: string } }[];
      };
      const platforms = index.manifests
        .map(({ platform }) => `${platform.os}/${platform.architecture}`)
        .filter((platform) => platform !== 'unknown/unknown');
      expect(platforms).toEqual(['linux/amd64', 'linux/arm64']);
      for (const { digest } of index.manifests) {
        const ref = `${shop.registry.address}/shop/worker@${digest}`;
        docker(['buildx', 'imagetools', 'inspect', '--raw', ref], shop.engine.env);
      }
    });

    it.each([
      ['linux/amd64', 'x64'],
      ['linux/arm64', 'arm64'],
    ])('runs on %s', (platform, arch) => {
      docker(['pull', '--quiet', '--platform', platform, image], shop.engine.env);
      const stdout = docker(
        [
          'run',
          '--rm',
          '--platform',
          platform,
          '--entrypoint',
          'node',
          image,
          '-p',
          'process.arch',
        ],
        shop.engine.env,
      );
      expect(stdout.trim()).toBe(arch);
    });

    it('comes from caches on a cold builder, on both platforms', async () => {
      await shop.engine.reset();
      expect((await build()).exitCode).toBe(0);
      expect(await listExecuted(shop.engine.env)).toEqual([]);
    });
  },
);
