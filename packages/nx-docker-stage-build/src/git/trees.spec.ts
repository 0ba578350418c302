import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@docker-stage-build/core';
import { makeRepository, type TestRepository } from '../testing/make-repository';
import { hashBlob } from './hash-content';
import { readTrees } from '../testing/read-trees';

const { readCommitTree, readWorkingTree } = readTrees;

describe('trees', () => {
  let repository: TestRepository;

  beforeEach(() => {
    repository = makeRepository();
    repository.write('package.json', '{}');
    repository.write('apps/api/run.sh', 'echo', 0o755);
    repository.write('with space/ö ü.txt', 'text');
    repository.link('link', 'apps/api');
  });
  afterEach(() => repository.remove());

  const plain = (tree: Tree) => Object.fromEntries([...tree].sort());

  it('reads the same from a clean working tree and from its commit', async () => {
    const commit = repository.commit();
    const working = await readWorkingTree(repository.root);
    expect(plain(working)).toEqual(plain(await readCommitTree(repository.root, commit)));
    expect([...working.keys()].sort()).toEqual([
      'apps/api/run.sh',
      'link',
      'package.json',
      'with space/ö ü.txt',
    ]);
    expect(working.get('link')).toMatchObject({ type: 'symlink', link: 'apps/api' });
    expect(working.get('apps/api/run.sh')?.type).toBe('executable');
  });

  it('sees edits, deletions, untracked files and a changed executable bit', async () => {
    const commit = repository.commit();
    repository.write('package.json', '{ }');
    repository.write('new.txt', 'new');
    repository.write('apps/api/run.sh', 'echo', 0o644);
    rmSync(join(repository.root, 'with space/ö ü.txt'));
    const before = await readCommitTree(repository.root, commit);
    const after = await readWorkingTree(repository.root);
    expect(after.get('package.json')?.hash).not.toBe(before.get('package.json')?.hash);
    expect(after.get('new.txt')).toMatchObject({ type: 'file', untracked: true });
    expect(after.get('apps/api/run.sh')?.type).toBe('file');
    expect(after.has('with space/ö ü.txt')).toBe(false);
  });

  it('gives the working tree the hashes that git gives when it is committed', async () => {
    repository.commit();
    repository.write('package.json', '{ "name": "x" }');
    const dirty = await readWorkingTree(repository.root);
    const commit = repository.commit();
    expect(plain(dirty)).toEqual(plain(await readCommitTree(repository.root, commit)));
  });

  it('reads what git ignores only where a build may read it', async () => {
    repository.write('.gitignore', 'dist\nnode_modules\n');
    repository.write('dist/main.js', 'out');
    repository.write('node_modules/a/index.js', 'x');
    repository.commit();
    const tree = await readWorkingTree(repository.root, (folder) => folder === 'node_modules');
    expect(tree.get('dist/main.js')).toMatchObject({ untracked: true });
    expect([...tree.keys()].filter((path) => path.startsWith('node_modules'))).toEqual([]);
  });

  it('hashes the bytes on disk of a file whose line ends git converts', async () => {
    repository.write('.gitattributes', '*.txt text eol=crlf\n');
    repository.write('a.txt', 'one\r\ntwo\r\n');
    const commit = repository.commit();
    const onDisk = (await readWorkingTree(repository.root)).get('a.txt');
    const kept = (await readCommitTree(repository.root, commit)).get('a.txt');
    expect(onDisk?.hash).not.toBe(kept?.hash);
  });

  it.each([
    ['core.autocrlf', '', 'one\r\n'],
    ['a filter with a name', '*.txt filter=upper\n', 'ONE\n'],
  ])('hashes the bytes on disk where %s changes them', async (_, attributes, onDisk) => {
    repository.git('config', 'core.autocrlf', attributes === '' ? 'true' : 'false');
    repository.git('config', 'filter.upper.clean', 'tr A-Z a-z');
    repository.write('.gitattributes', attributes);
    repository.write('a.txt', onDisk);
    repository.commit();
    const tree = await readWorkingTree(repository.root);
    expect(tree.get('a.txt')?.hash).toBe(hashBlob(Buffer.from(onDisk)));
  });

  it('counts paths from the folder it is asked for', async () => {
    const commit = repository.commit();
    const folder = join(repository.root, 'apps');
    expect([...(await readCommitTree(folder, commit)).keys()]).toEqual(['api/run.sh']);
    expect([...(await readWorkingTree(folder)).keys()]).toEqual(['api/run.sh']);
  });

  it('reads a folder that is no repository', async () => {
    rmSync(join(repository.root, '.git'), { recursive: true });
    const tree = await readWorkingTree(repository.root);
    expect(tree.get('package.json')?.hash).toBe('9e26dfeeb6e641a33dae4961196235bdb965b21b');
  });
});
