import { readPackageFacts } from './package-facts';

const files = (contents: Readonly<Record<string, string>>) => (path: string) =>
  contents[path] ?? null;

describe('readPackageFacts', () => {
  it.each<[number, Record<string, string>, string, string]>([
    [1, { 'package-lock.json': '{}' }, 'npm ci', 'npx nx'],
    [2, { 'pnpm-lock.yaml': '' }, 'pnpm install --frozen-lockfile', 'pnpm exec nx'],
    [3, { 'yarn.lock': '# v1' }, 'yarn install --frozen-lockfile', 'yarn --silent nx'],
    [4, { 'yarn.lock': '__metadata:\n' }, 'yarn install --immutable', 'yarn nx'],
    [5, { 'bun.lock': '{}' }, 'bun install --frozen-lockfile', 'bunx nx'],
  ])('%i installs by %j', (_, contents, install, nx) => {
    expect(readPackageFacts(files(contents))).toMatchObject({ install, nx });
  });

  it('takes the version that package.json names, without its hash', () => {
    const contents = {
      'package.json': '{"packageManager":"pnpm@10.4.1+sha512.abc"}',
      'pnpm-lock.yaml': '',
      'package-lock.json': '{}',
    };
    expect(readPackageFacts(files(contents))).toMatchObject({
      manager: 'pnpm',
      version: '10.4.1',
      pinned: true,
      setup: ['npm install --global pnpm@10.4.1'],
      lockfile: 'pnpm-lock.yaml',
    });
  });

  it.each<[number, string, string, string]>([
    [1, 'pnpm-lock.yaml', 'pnpm@10.4.1', 'npm_config_store_dir'],
    [2, 'pnpm-lock.yaml', 'pnpm@11.0.0', 'pnpm_config_store_dir'],
    [3, 'yarn.lock', 'yarn@3.8.0', 'YARN_CACHE_FOLDER'],
    [4, 'yarn.lock', 'yarn@4.1.0', 'YARN_GLOBAL_FOLDER'],
  ])('%i moves downloads (%s, %s) by %s', (_, lockfile, packageManager, cacheVariable) => {
    const contents = {
      'package.json': JSON.stringify({ packageManager }),
      [lockfile]: '__metadata:\n',
    };
    expect(readPackageFacts(files(contents))).toMatchObject({ cacheVariable });
  });

  it('refuses a workspace without a lockfile', () => {
    expect(() => readPackageFacts(files({ 'package.json': '{}' }))).toThrow(
      expect.objectContaining({
        code: 'LOCKFILE_MISSING',
        message: expect.stringContaining('pipeline'),
      }),
    );
  });
});
