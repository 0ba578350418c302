import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localStore, type LocalStore } from '@docker-stage-build/registries';
import { bringUp, startEngine, type RunningEngine } from '@docker-stage-build/tools/engine';
import { build, makeContext } from './fixtures/builds';
import { describeWith } from '../harness';

describeWith(['engine', 'registry', 'base'], 'importing from the local layout', () => {
  let engine: RunningEngine;
  let root: string;
  let store: LocalStore;
  let folder: string;

  beforeAll(async () => {
    const { registry } = await bringUp(['registry', 'base']);
    engine = await startEngine({
      name: 'registries-layout',
      mirrors: [`http://${registry?.address}`],
    });
  });
  afterAll(() => engine.stop());
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'local-import-'));
    folder = join(root, 'cache');
    store = localStore({ folder });
  });
  afterEach(() => rm(root, { recursive: true }));

  const NOWHERE = '--output=type=cacheonly';

  async function buildAndTakeIn(
    context: string,
    names: string[],
    attributes = '',
  ): Promise<string> {
    const exportFolder = await store.makeExportFolder();
    const to = `--cache-to=type=local,dest=${exportFolder},mode=max${attributes}`;
    const built = await build(context, engine.env, [NOWHERE, to]);
    expect(built.executed).toHaveLength(2);
    return store.takeIn(exportFolder, names);
  }

  it.each([
    ['image manifest', ''],
    ['index', ',image-manifest=false'],
  ])('a cold engine imports by digest what was taken in as %s', async (_, attributes) => {
    const context = await makeContext(root, 'one');
    await engine.reset();
    const digest = await buildAndTakeIn(context, ['cache-one'], attributes);
    const manifest = await readFile(join(folder, 'blobs', 'sha256', digest.replace('sha256:', '')));
    expect(manifest.toString()).toContain('application/vnd.buildkit.cacheconfig.v0');
    expect(await store.find(['cache-one'])).toEqual(new Map([['cache-one', digest]]));

    await engine.reset();
    const from = `--cache-from=type=local,src=${folder},digest=${digest}`;
    const tar = `--output=type=oci,dest=${join(root, 'image.tar')}`;
    const again = await build(context, engine.env, [tar, from]);
    expect(again.executed).toEqual([]);
    expect(again.cached).toHaveLength(2);
  });

  it('serves several images from one layout, also after a prune', async () => {
    const contexts = await Promise.all(
      ['one', 'two', 'three'].map((content) => makeContext(root, content)),
    );
    const digests: string[] = [];
    for (const [index, context] of contexts.entries()) {
      await engine.reset();
      digests.push(await buildAndTakeIn(context, [`cache-${index}`]));
    }
    expect(new Set(digests).size).toBe(3);
    await store.find(['cache-1', 'cache-2']);
    const found = await store.find(['cache-0', 'cache-1', 'cache-2']);
    expect([...found.values()]).toEqual(digests);

    await new Promise((resolve) => setTimeout(resolve, 50));
    const keepSince = new Date();
    await store.find(['cache-1', 'cache-2']);
    const { manifests, bytes } = await store.prune({ maxBytes: 0, keepSince });
    expect(manifests).toEqual([digests[0]]);
    expect(bytes).toBeGreaterThan(100_000);

    for (const [index, context] of contexts.entries()) {
      if (index === 0) continue;
      await engine.reset();
      const from = `--cache-from=type=local,src=${folder},digest=${digests[index]}`;
      const again = await build(context, engine.env, ['--output=type=oci,dest=/dev/null', from]);
      expect(again.executed).toEqual([]);
    }
  });
});
