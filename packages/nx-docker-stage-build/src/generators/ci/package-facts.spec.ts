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

  it('refuses a workspace without a lockfile', () => {
    expect(() => readPackageFacts(files({ 'package.json': '{}' }))).toThrow(
      expect.objectContaining({
        code: 'LOCKFILE_MISSING',
        message: expect.stringContaining('pipeline'),
      }),
    );
  });
});
