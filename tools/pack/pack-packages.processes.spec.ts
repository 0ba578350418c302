import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, posix } from 'node:path';
import { PACKAGES, packPackages } from './pack-packages';

const folder = mkdtempSync(join(tmpdir(), 'tarballs-'));

function tar(...args: string[]): string {
  return execFileSync('tar', args, { encoding: 'utf8' });
}

/** Paths in a tarball, without the `package/` that npm puts before each. */
function listFiles(tarball: string): string[] {
  return tar('-tzf', tarball)
    .trim()
    .split('\n')
    .map((path) => path.replace(/^package\//, ''));
}

function readJson(tarball: string, path: string): Record<string, unknown> {
  return JSON.parse(tar('-xzOf', tarball, `package/${path}`)) as Record<string, unknown>;
}

describe('packPackages', () => {
  let tarballs: Record<string, string>;

  beforeAll(async () => {
    const files = await packPackages(folder);
    tarballs = Object.fromEntries(
      files.map((file) => [basename(file).replace(/^docker-stage-build-|-\d.*$/g, ''), file]),
    );
  }, 180_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('packs every package', () => {
    expect(Object.keys(tarballs).sort()).toEqual([...PACKAGES].sort());
  });

  it('does nothing when nothing changed', async () => {
    const before = Object.values(tarballs).map((file) => tar('-tvzf', file));
    const again = await packPackages(folder);
    expect(again.sort()).toEqual(Object.values(tarballs).sort());
    expect(again.map((file) => tar('-tvzf', file)).sort()).toEqual(before.sort());
  });

  it.each(PACKAGES)('%s holds what is needed to use it', (name) => {
    const needed = ['LICENSE', 'README.md', 'dist/index.d.ts', 'dist/index.js', 'package.json'];
    expect(listFiles(tarballs[name] as string)).toEqual(expect.arrayContaining(needed));
  });

  it.each(PACKAGES)('%s holds nothing else', (name) => {
    const allowed =
      /^(LICENSE|README\.md|package\.json|(executors|generators)\.json|src\/.*\/schema\.json|presets\/.*\.Dockerfile|dist\/.*(?<!\.spec)(\.d\.ts|\.js))$/;
    const others = listFiles(tarballs[name] as string).filter((path) => !allowed.test(path));
    expect(others).toEqual([]);
  });

  it('carries everything that executors.json names', () => {
    const tarball = tarballs['nx-docker-stage-build'] as string;
    const { executors } = readJson(tarball, 'executors.json') as {
      executors: Record<string, { implementation: string; schema: string }>;
    };
    const named = Object.values(executors).flatMap(({ implementation, schema }) => [
      posix.normalize(`${implementation}.js`),
      posix.normalize(schema),
    ]);
    expect(named).not.toEqual([]);
    expect(listFiles(tarball)).toEqual(expect.arrayContaining(named));
  });

  it('carries everything that generators.json names', () => {
    const tarball = tarballs['nx-docker-stage-build'] as string;
    const { generators } = readJson(tarball, 'generators.json') as {
      generators: Record<string, { factory: string; schema: string }>;
    };
    const named = Object.values(generators).flatMap(({ factory, schema }) => [
      posix.normalize(`${factory}.js`),
      posix.normalize(schema),
    ]);
    expect(named).not.toEqual([]);
    expect(listFiles(tarball)).toEqual(expect.arrayContaining(named));
  });

  it('lets the packages depend on one another at one version', () => {
    for (const tarball of Object.values(tarballs)) {
      const { version, dependencies = {} } = readJson(tarball, 'package.json') as {
        version: string;
        dependencies?: Record<string, string>;
      };
      const ours = Object.entries(dependencies).filter(([name]) =>
        name.startsWith('@docker-stage-build/'),
      );
      expect(ours.map(([, wanted]) => wanted)).toEqual(ours.map(() => version));
    }
  });
});
