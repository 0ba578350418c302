import { makeManifests } from './make-manifests';

const ROOT = { name: 'shop', private: true, workspaces: ['apps/*'] };
const API = { name: 'api', version: '1.0.0', dependencies: { nanoid: '5.1.6' } };
const WEB = { name: 'web', version: '1.0.0', dependencies: { ms: '2.1.3' } };

const LOCKFILE = {
  name: 'shop',
  lockfileVersion: 3,
  requires: true,
  packages: {
    '': ROOT,
    'apps/api': API,
    'apps/web': WEB,
    'node_modules/api': { resolved: 'apps/api', link: true },
    'node_modules/ms': { version: '2.1.3', integrity: 'sha512-ms' },
    'node_modules/nanoid': { version: '5.1.6', integrity: 'sha512-nanoid' },
    'node_modules/web': { resolved: 'apps/web', link: true },
  },
};

type Texts = Readonly<Record<string, object | string>>;

const SHOP: Texts = {
  'package.json': ROOT,
  'package-lock.json': LOCKFILE,
  'apps/api/package.json': API,
  'apps/web/package.json': WEB,
};

function make(changes: Readonly<Record<string, object | string | null>> = {}, dev = true) {
  const texts: Readonly<Record<string, object | string | null>> = { ...SHOP, ...changes };
  const textOf = (path: string): string | null => {
    const value = texts[path] ?? null;
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  };
  return makeManifests(
    { textOf, tracked: (path) => (path.endsWith('.tgz') ? [path] : []) },
    { folders: ['apps/api'], uses: new Set(), all: ['apps/api', 'apps/web'], dev },
  );
}

describe('makeManifests', () => {
  it.each([
    [true, ['tools/api.tgz', 'tools/shop.tgz']],
    [false, []],
  ])('brings files that devDependencies are, with them: %s', (dev, files) => {
    const own = { ...API, devDependencies: { tool: 'file:../../tools/api.tgz' } };
    const root = { ...ROOT, devDependencies: { kit: 'file:tools/shop.tgz' } };
    const entry = (path: string) => ({ version: '1.0.0', resolved: `file:${path}` });
    const packages = {
      ...LOCKFILE.packages,
      ...{ '': root, 'apps/api': own },
      'node_modules/kit': entry('tools/shop.tgz'),
      'node_modules/tool': entry('tools/api.tgz'),
    };
    const lockfile = { ...LOCKFILE, packages };
    const changes = {
      ...{ 'package.json': root, 'apps/api/package.json': own },
      'package-lock.json': lockfile,
    };
    expect(make(changes, dev).copied).toEqual(files);
  });

  it('leaves out what only others install', () => {
    const { texts, packages, of } = make();
    const lockfile = JSON.parse(texts.get('package-lock.json') as string) as typeof LOCKFILE;
    expect(Object.keys(lockfile.packages)).toEqual([
      '',
      'apps/api',
      'node_modules/api',
      'node_modules/nanoid',
    ]);
    expect([...texts.keys()].sort()).toEqual([
      'apps/api/package.json',
      'package-lock.json',
      'package.json',
    ]);
    expect([packages, of]).toEqual([1, 2]);
  });

  it.each<[string, RegExp, Readonly<Record<string, object | string | null>>]>([
    ['LOCKFILE_MISSING', /package\.json/, { 'package.json': null }],
    ['LOCKFILE_MISSING', /lockfile/, { 'package-lock.json': null }],
    ['LOCKFILE_UNSUPPORTED', /package-lock\.json/, { 'package-lock.json': '{' }],
    [
      'LOCKFILE_UNSUPPORTED',
      /package-lock\.json/,
      { 'package-lock.json': { lockfileVersion: 1, dependencies: {} } },
    ],
    [
      'LOCKFILE_UNSUPPORTED',
      /pnpm-lock\.yaml/,
      { 'package-lock.json': null, 'pnpm-lock.yaml': "lockfileVersion: '5.4'\n" },
    ],
    [
      'LOCKFILE_STALE',
      /express/,
      { 'apps/api/package.json': { ...API, dependencies: { express: '5.0.0' } } },
    ],
  ])('%#: refuses with %s, what it is about and a way out', (code, about, changes) => {
    expect(() => make(changes)).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringMatching(about),
        hint: expect.stringMatching(/\S/),
      }),
    );
  });
});
