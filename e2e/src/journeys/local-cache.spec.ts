import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listBuilds, listExecuted } from './engine-records';
import { openShop, type Shop } from './shop';
import { describeWith } from '../harness';

describeWith(['engine', 'registry', 'base'], 'a private runner keeps caches in a folder', () => {
  let shop: Shop;
  let caches: string;
  beforeAll(async () => {
    caches = mkdtempSync(join(tmpdir(), 'caches, of all '));
    shop = await openShop('journey-local');
  });
  afterAll(async () => {
    await shop?.close();
    rmSync(caches, { recursive: true, force: true });
  });

  const buildAll = () =>
    shop.nx(['run-many', '-t', 'image', '--parallel=3', '--output-style=static'], {
      DOCKER_STAGE_BUILD_RUNNER: 'private',
      XDG_CACHE_HOME: caches,
    });

  it('builds three apps side by side into one layout', async () => {
    const run = await buildAll();
    expect(run.exitCode).toBe(0);
    expect(
      run.stdout.match(/local .*docker-stage-build \(a private runner keeps its disk\)/g),
    ).toHaveLength(3);
  });

  it('builds all of them again on a cold engine without a RUN step', async () => {
    await shop.engine.reset();
    expect((await buildAll()).exitCode).toBe(0);
    expect(await listBuilds(shop.engine.env)).toHaveLength(3);
    expect(await listExecuted(shop.engine.env)).toEqual([]);
  });
});
