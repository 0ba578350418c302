import { existsSync } from 'node:fs';
import {
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localStore } from './local-store';
import type { LocalStore } from './model';
import { checkLayout } from './testing/check-layout';
import { makeExport, type ExportContent } from './testing/make-export';

const HOUR = 60 * 60 * 1000;
let root: string;
let folder: string;
let store: LocalStore;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'layout-'));
  folder = join(root, 'cache');
  store = localStore({ folder });
});
afterEach(() => rm(root, { recursive: true }));

async function takeIn(content: ExportContent, names: string[], into = store): Promise<string> {
  const exportFolder = await into.makeExportFolder();
  const digest = await makeExport(exportFolder, content);
  expect(await into.takeIn(exportFolder, names)).toBe(digest);
  expect(existsSync(exportFolder)).toBe(false);
  return digest;
}

function blob(digest: string): string {
  return join(folder, 'blobs', 'sha256', digest.replace('sha256:', ''));
}

/** Makes everything in the layout look as if nobody had wanted it since. */
async function age(...digests: string[]): Promise<void> {
  const then = new Date(Date.now() - 2 * HOUR);
  const files =
    digests.length > 0
      ? digests.map(blob)
      : (await readdir(join(folder, 'blobs', 'sha256'))).map((f) => blob(f));
  for (const file of files) await utimes(file, then, then);
}

describe('find and takeIn', () => {
  it('finds nothing in a folder that does not exist, and does not make it', async () => {
    expect(await store.find(['a', 'b'])).toEqual(
      new Map([
        ['a', null],
        ['b', null],
      ]),
    );
    expect(existsSync(folder)).toBe(false);
  });

  it.each(['manifest', 'index'] as const)('takes in an export in %s form', async (form) => {
    const digest = await takeIn({ layers: ['base', 'deps'], form }, ['a', 'b']);
    expect(await store.find(['a', 'b', 'c'])).toEqual(
      new Map([
        ['a', digest],
        ['b', digest],
        ['c', null],
      ]),
    );
    expect(await readdir(join(folder, 'blobs', 'sha256'))).toHaveLength(4);
    expect(await checkLayout(folder)).toEqual([]);
  });

  it('never writes a blob again that is there', async () => {
    const content = { layers: ['shared'] };
    const digest = await takeIn(content, ['a']);
    const before = await stat(blob(digest));
    await takeIn(content, ['b']);
    expect((await stat(blob(digest))).ino).toBe(before.ino);
  });

  it('takes in from elsewhere', async () => {
    const exportFolder = join(root, 'export');
    const digest = await makeExport(exportFolder, { layers: ['x'] });
    await store.takeIn(exportFolder, ['a']);
    expect(await store.find(['a'])).toEqual(new Map([['a', digest]]));
    expect(existsSync(exportFolder)).toBe(false);
  });

  it('takes in across devices', async () => {
    const memory = await mkdtemp('/dev/shm/layout-');
    try {
      expect((await stat(memory)).dev).not.toBe((await stat(root)).dev);
      const exportFolder = join(memory, 'export');
      const digest = await makeExport(exportFolder, { layers: ['x'] });
      await store.takeIn(exportFolder, ['a']);
      expect(await store.find(['a'])).toEqual(new Map([['a', digest]]));
      expect(await readdir(join(folder, 'incoming'))).toEqual([]);
      expect(await checkLayout(folder)).toEqual([]);
    } finally {
      await rm(memory, { recursive: true });
    }
  });

  it('survives an export that was cut off, and one that never was', async () => {
    const digest = await takeIn({ layers: ['x'] }, ['a']);
    const cut = await store.makeExportFolder();
    const lost = await makeExport(cut, { layers: ['y', 'z'] });
    await truncate(join(cut, 'blobs', 'sha256', lost.replace('sha256:', '')), 10);
    await expect(store.takeIn(cut, ['a'])).rejects.toThrow(/no readable manifest/);
    const empty = await store.makeExportFolder();
    await expect(store.takeIn(empty, ['a'])).rejects.toMatchObject({
      code: 'CACHE_EXPORT_FAILED',
      message: expect.stringContaining('has no index.json'),
    });
    expect(await store.find(['a'])).toEqual(new Map([['a', digest]]));
  });

  it('refuses an export that lacks a layer', async () => {
    const exportFolder = await store.makeExportFolder();
    const digest = await makeExport(exportFolder, { layers: ['y'] });
    const manifest = join(exportFolder, 'blobs', 'sha256', digest.replace('sha256:', ''));
    const { layers } = JSON.parse(await readFile(manifest, 'utf8'));
    await rm(join(exportFolder, 'blobs', 'sha256', layers[0].digest.replace('sha256:', '')));
    await expect(store.takeIn(exportFolder, ['a'])).rejects.toThrow(`lacks ${layers[0].digest}`);
  });

  it('does not offer what is no longer whole, and heals with the next export', async () => {
    const content = { layers: ['x'] };
    const digest = await takeIn(content, ['a']);
    await truncate(blob(digest), 3);
    expect(await store.find(['a'])).toEqual(new Map([['a', null]]));
    await takeIn(content, ['a']);
    expect(await store.find(['a'])).toEqual(new Map([['a', digest]]));
    expect(await checkLayout(folder)).toEqual([]);
  });

  it('starts anew after an index that cannot be read', async () => {
    await takeIn({ layers: ['x'] }, ['a']);
    await writeFile(join(folder, 'index.json'), '');
    expect(await store.find(['a'])).toEqual(new Map([['a', null]]));
    const digest = await takeIn({ layers: ['x'] }, ['b']);
    expect(await store.find(['b'])).toEqual(new Map([['b', digest]]));
  });

  it('takes in side by side without losing a name', async () => {
    const numbers = Array.from({ length: 30 }, (_, number) => number);
    const digests = await Promise.all(
      numbers.map((n) => takeIn({ layers: ['shared', `layer ${n % 7}`] }, [`name-${n}`, 'moving'])),
    );
    const found = await store.find(numbers.map((n) => `name-${n}`));
    expect([...found.values()]).toEqual(digests);
    expect(digests).toContain((await store.find(['moving'])).get('moving'));
    expect(await checkLayout(folder)).toEqual([]);
  });
});

describe('point', () => {
  it('moves only the names that pointed elsewhere', async () => {
    const first = await takeIn({ layers: ['x'] }, ['a', 'b']);
    const second = await takeIn({ layers: ['y'] }, ['c']);
    expect(await store.point(second, ['b', 'c', 'd', 'd'])).toEqual(['b', 'd']);
    expect(await store.find(['a', 'b', 'c', 'd'])).toEqual(
      new Map([
        ['a', first],
        ['b', second],
        ['c', second],
        ['d', second],
      ]),
    );
    expect(await store.point(second, ['b'])).toEqual([]);
  });

  it('refuses a manifest that is not there', async () => {
    await expect(store.point(`sha256:${'0'.repeat(64)}`, ['a'])).rejects.toMatchObject({
      code: 'REGISTRY_ERROR',
      hint: expect.stringContaining('build again'),
    });
  });
});

describe('prune', () => {
  it('removes the least recently wanted manifests and their own blobs only', async () => {
    const old = await takeIn({ layers: ['shared', 'old'] }, ['old']);
    const wanted = await takeIn({ layers: ['shared', 'wanted'] }, ['wanted']);
    await age();
    await store.find(['wanted']);
    const { manifests, bytes } = await store.prune({
      maxBytes: 0,
      keepSince: new Date(Date.now() - HOUR),
    });
    expect(manifests).toEqual([old]);
    expect(bytes).toBeGreaterThan(0);
    expect(await store.find(['old', 'wanted'])).toEqual(
      new Map([
        ['old', null],
        ['wanted', wanted],
      ]),
    );
    expect(await readdir(join(folder, 'blobs', 'sha256'))).toHaveLength(4);
    expect(await checkLayout(folder)).toEqual([]);
  });

  it('leaves alone what fits', async () => {
    await takeIn({ layers: ['x'] }, ['a']);
    await age();
    const result = await store.prune({ maxBytes: 1e9, keepSince: new Date() });
    expect(result).toEqual({ manifests: [], bytes: 0 });
  });

  it('keeps blobs without a manifest for the time of grace, then removes them', async () => {
    const digest = await takeIn({ layers: ['x'] }, ['a']);
    await writeFile(join(folder, 'index.json'), '{"schemaVersion":2,"manifests":[]}');
    const limits = { maxBytes: 1e9, keepSince: new Date(Date.now() - HOUR) };
    expect(await store.prune(limits)).toEqual({ manifests: [], bytes: 0 });
    await age();
    expect((await store.prune(limits)).bytes).toBeGreaterThan(0);
    expect(existsSync(blob(digest))).toBe(false);
  });

  it('is called by takeIn once the layout is too large', async () => {
    const small = localStore({ folder, maxBytes: 3000, grace: 0 });
    for (let n = 0; n < 20; n++)
      await takeIn({ layers: [`${n}`.repeat(500)] }, [`name-${n}`], small);
    const found = await small.find(Array.from({ length: 20 }, (_, n) => `name-${n}`));
    expect(found.get('name-19')).not.toBeNull();
    expect(found.get('name-0')).toBeNull();
    expect(await checkLayout(folder)).toEqual([]);
  });

  it('clears away what a build that was killed left behind, not what is under way', async () => {
    const [dead, running] = [await store.makeExportFolder(), await store.makeExportFolder()];
    const then = new Date(Date.now() - 25 * HOUR);
    await utimes(dead, then, then);
    await takeIn({ layers: ['x'] }, ['a']);
    expect([existsSync(dead), existsSync(running)]).toEqual([false, true]);
  });
});
