import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { makeManifests } from './make-manifests';
import type { PackageManager } from './model';
import {
  addToB,
  makeSampleWorkspace,
  openFolder,
  SCOPE_OF_A,
  TOOLS,
  type SampleWorkspace,
} from './testing/sample-workspace';

const MANAGERS: PackageManager[] = ['npm', 'pnpm', 'yarn', 'berry', 'bun'];

describe.each(MANAGERS)('manifests of %s', (manager) => {
  let workspace: SampleWorkspace;
  beforeAll(() => {
    workspace = makeSampleWorkspace(manager);
    workspace.run(TOOLS[manager].lock);
  });
  afterAll(() => workspace.remove());

  it.each([true, false])('install as they are (with development: %s)', (dev) => {
    const { texts, copied, packages, of } = makeManifests(workspace.tree, { ...SCOPE_OF_A, dev });
    expect(packages).toBeLessThan(of);
    const place = openFolder();
    for (const [path, text] of texts) place.write(path, text);
    for (const path of copied) place.write(path, workspace.tree.textOf(path) as string);
    place.run(TOOLS[manager].install);
    const finds = (folder: string, name: string) => {
      try {
        createRequire(join(place.root, folder, 'index.js')).resolve(`${name}/package.json`);
        return true;
      } catch {
        return false;
      }
    };
    expect(finds('apps/a', '@sample/catalog')).toBe(true);
    expect(finds('apps/a', 'old-ms')).toBe(true);
    expect(finds('libs/catalog', 'react-dom')).toBe(true);
    expect(finds('', 'is-odd')).toBe(true);
    expect(finds('', 'react')).toBe(true);
    expect(finds('', 'typescript')).toBe(dev);
    expect(finds('libs/catalog', 'picocolors')).toBe(dev);
    expect(existsSync(join(place.root, 'apps/b'))).toBe(false);
    for (const [path, text] of texts)
      expect([path, readFileSync(join(place.root, path), 'utf8')]).toEqual([path, text]);
    place.remove();
  });

  it('stay the same when another app gets a dependency', () => {
    const before = makeManifests(workspace.tree, SCOPE_OF_A);
    addToB(workspace, manager);
    const after = makeManifests(workspace.tree, SCOPE_OF_A);
    expect([...after.texts]).toEqual([...before.texts]);
    expect(after.of).toBeGreaterThan(before.of);
  });
});
