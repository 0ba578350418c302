import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadedImages } from './loaded-images';

const DAY = 24 * 60 * 60 * 1000;

describe('images that were loaded', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'loaded-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const age = (name: string, days: number): void => {
    const time = new Date(Date.now() - days * DAY);
    utimesSync(join(folder, name), time, time);
  };

  it('are remembered by their fingerprints, the last one of each', async () => {
    const images = loadedImages(join(folder, 'not/there/yet'));
    expect(await images.find('a')).toBeNull();
    await images.remember('a', 'sha256:1');
    await images.remember('b', 'sha256:2');
    await images.remember('a', 'sha256:3');
    expect(await images.find('a')).toBe('sha256:3');
    expect(await images.find('b')).toBe('sha256:2');
  });

  it('are forgotten when nobody asked for them in a month', async () => {
    const images = loadedImages(folder);
    for (const name of ['old', 'asked', 'new']) await images.remember(name, 'sha256:1');
    age('old', 31);
    age('asked', 31);
    await images.find('asked');
    await images.remember('next', 'sha256:1');
    expect(readdirSync(folder).sort()).toEqual(['asked', 'new', 'next']);
    expect(existsSync(join(folder, 'old'))).toBe(false);
  });
});
