import { rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@docker-stage-build/core';
import { makeRepository, type TestRepository } from '../testing/make-repository';
import { readDisk } from '../testing/read-disk';
import { readTrees } from '../testing/read-trees';

const { readCommitTree, readWorkingTree } = readTrees;

const describeTree = (tree: Tree) =>
  Object.fromEntries([...tree].map(([path, { type, hash }]) => [path, `${type} ${hash}`]));

describe('submodules', () => {
  let repository: TestRepository;
  let theme: TestRepository;
  let fonts: TestRepository;
  /** Records a submodule, which holds another one. */
  let first: string;
  /** Records a later commit of the submodule. */
  let second: string;

  const add = (to: TestRepository, from: TestRepository, path: string) =>
    to.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', from.root, path);

  beforeEach(() => {
    [repository, theme, fonts] = [makeRepository(), makeRepository(), makeRepository()];
    fonts.write('font.woff', 'font');
    fonts.commit();
    theme.write('index.css', 'one');
    theme.link('link.css', 'index.css');
    add(theme, fonts, 'fonts');
    theme.commit();
    repository.write('package.json', '{}');
    add(repository, theme, 'libs/the me');
    repository.git(
      ...['-c', 'protocol.file.allow=always', 'submodule', '--quiet'],
      ...['update', '--init', '--recursive'],
    );
    first = repository.commit();
    theme.write('index.css', 'two');
    const later = theme.commit();
    const inside = ['-C', join(repository.root, 'libs/the me')];
    repository.git(...inside, 'fetch', '-q');
    repository.git(...inside, 'checkout', '-q', later);
    second = repository.commit();
  });
  afterEach(() => [repository, theme, fonts].forEach((each) => each.remove()));

  it('are read from the disk, within each other', async () => {
    const tree = await readWorkingTree(repository.root);
    expect(describeTree(tree)).toEqual(readDisk(repository.root));
    expect(tree.get('libs/the me/fonts/font.woff')).toMatchObject({ type: 'file' });
    expect([...tree.values()].some(({ untracked }) => untracked)).toBe(false);
  });

  it('are read as changed: edited, untracked and removed files', async () => {
    repository.write('libs/the me/index.css', 'edited');
    repository.write('libs/the me/new.css', 'new');
    unlinkSync(join(repository.root, 'libs/the me/fonts/font.woff'));
    const tree = await readWorkingTree(repository.root);
    expect(describeTree(tree)).toEqual(readDisk(repository.root));
    expect(tree.get('libs/the me/new.css')?.untracked).toBe(true);
  });

  it('are read at a commit as that commit records them', async () => {
    const now = await readCommitTree(repository.root, second);
    expect(describeTree(now)).toEqual(readDisk(repository.root));
    expect(now.get('libs/the me/link.css')?.link).toBe('index.css');
    const before = await readCommitTree(repository.root, first);
    expect(before.get('libs/the me/index.css')?.hash).not.toBe(
      now.get('libs/the me/index.css')?.hash,
    );
    expect([...before.keys()]).toEqual([...now.keys()]);
  });

  it('are not known at a commit that is not there, or where they are not checked out', async () => {
    theme.git('checkout', '-q', '--orphan', 'elsewhere');
    theme.write('index.css', 'three');
    const absent = theme.commit();
    repository.git('update-index', '--cacheinfo', `160000,${absent},libs/the me`);
    repository.git('commit', '-q', '-m', 'absent');
    const unknown = { type: 'submodule', hash: absent, untracked: true };
    const tree = await readCommitTree(repository.root, 'HEAD');
    expect(tree.get('libs/the me')).toEqual(unknown);
    expect([...tree.keys()].filter((path) => path.startsWith('libs/the me/'))).toEqual([]);

    repository.git('submodule', '--quiet', 'deinit', '--force', '--all');
    expect((await readCommitTree(repository.root, second)).get('libs/the me')).toMatchObject({
      type: 'submodule',
      untracked: true,
    });
    expect((await readWorkingTree(repository.root)).get('libs/the me')).toMatchObject({
      type: 'submodule',
      untracked: true,
    });
  });

  it('are files like others where they were put there without git', async () => {
    repository.git('submodule', '--quiet', 'deinit', '--force', '--all');
    rmSync(join(repository.root, 'libs/the me'), { recursive: true });
    repository.write('libs/the me/index.css', 'copied');
    const tree = await readWorkingTree(repository.root);
    expect(describeTree(tree)).toEqual(readDisk(repository.root));
    expect(tree.get('libs/the me/index.css')?.untracked).toBe(true);
  });

  it('are passed over where no build reads them', async () => {
    const tree = await readWorkingTree(repository.root, (path) => path === 'libs/the me');
    expect([...tree.keys()].sort()).toEqual(['.gitmodules', 'package.json']);
  });
});
