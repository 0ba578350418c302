import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageRequest, Tree } from '@docker-stage-build/core';
import { makeRepository, type TestRepository } from '../testing/make-repository';
import { readDisk } from '../testing/read-disk';
import { readTrees } from '../testing/read-trees';
import { readSnapshots } from '../workspace/read-images';
import { findCommits } from './find-commits';
import { openRepository } from './repository';

const { readCommitTree, readWorkingTree } = readTrees;

const describeTree = (tree: Tree) =>
  Object.fromEntries([...tree].map(([path, { type, hash }]) => [path, `${type} ${hash}`]));

/** Folders of a workspace whose names are hard to pass on. */
const NAMES = [
  ...['with space', ' leading', 'line\nend', 'tab\tname', '"quoted"', "it's", 'back\\slash'],
  ...['-dash', ':colon', '*star?[x]', '#hash', '!bang', '$HOME', 'é', 'e\u0301', '日本', '😀'],
];

describe('names and places', () => {
  let repository: TestRepository;
  beforeEach(() => (repository = makeRepository()));
  afterEach(() => repository.remove());

  const expectSame = async (root: string, commit: string) => {
    const disk = readDisk(root);
    expect(describeTree(await readWorkingTree(root))).toEqual(disk);
    expect(describeTree(await readCommitTree(root, commit))).toEqual(disk);
  };

  it('reads any name alike from disk and from a commit, those that differ by case or composition apart', async () => {
    for (const name of NAMES) {
      repository.write(`${name}/Dockerfile`, `FROM scratch\n# ${name}`);
      repository.write(`${name}/untouched`, name);
      repository.link(`${name}/link`, `${name}/Dockerfile`);
    }
    repository.write('Readme', 'one');
    repository.write('README', 'two');
    const commit = repository.commit();
    await expectSame(repository.root, commit);
    for (const name of NAMES) repository.write(`${name}/Dockerfile`, `FROM scratch\n# new ${name}`);
    repository.write('README', 'three');
    expect(describeTree(await readWorkingTree(repository.root))).toEqual(readDisk(repository.root));
  });

  it('reads Dockerfiles of any name at a commit', async () => {
    for (const name of NAMES) repository.write(`${name}/Dockerfile`, `FROM scratch\n# ${name}`);
    repository.commit();
    for (const name of NAMES) repository.write(`${name}/Dockerfile`, 'FROM scratch\n# new');
    repository.commit();
    const requests = NAMES.map((name): ImageRequest => ({
      project: name,
      dockerfile: `${name}/Dockerfile`,
      context: '',
      target: null,
      platforms: ['linux/amd64'],
      buildPlatform: 'linux/amd64',
      buildArgs: {},
      contexts: {},
      tags: [],
    }));
    const opened = openRepository(repository.root);
    const commits = findCommits(opened, { base: null, defaultBase: 'main' });
    const { head, older } = await readSnapshots(requests, { repository: opened, commits });
    for (const { dockerfile, project } of requests) {
      expect(head.textOf(dockerfile)).toBe('FROM scratch\n# new');
      expect(older[0]?.textOf(dockerfile)).toBe(`FROM scratch\n# ${project}`);
    }
  });

  it('reads a workspace in a folder of its repository', async () => {
    repository.write('outside.txt', 'outside');
    repository.write('mono repo/.gitattributes', '*.txt text eol=crlf\n');
    repository.write('mono repo/a.txt', 'one\r\n');
    repository.write('mono repo/apps/api/main.ts', 'main');
    repository.write('mono repo/.gitignore', 'dist\n');
    const commit = repository.commit();
    const root = join(repository.root, 'mono repo');
    repository.write('mono repo/dist/out.js', 'out');
    repository.write('mono repo/new.ts', 'new');
    repository.write('mono repo/apps/api/main.ts', 'changed');
    expect(describeTree(await readWorkingTree(root))).toEqual(readDisk(root));
    expect([...(await readCommitTree(root, commit)).keys()]).toEqual([
      ...['.gitattributes', '.gitignore', 'a.txt', 'apps/api/main.ts'],
    ]);
  });

  it('reads a workspace that its repository ignores', async () => {
    repository.write('.gitignore', 'tmp\n');
    repository.commit();
    repository.write('tmp/mono/a.txt', 'one');
    const root = join(repository.root, 'tmp/mono');
    const tree = await readWorkingTree(root);
    expect(describeTree(tree)).toEqual(readDisk(root));
    expect(tree.get('a.txt')?.untracked).toBe(true);
  });

  it('reads a second working tree of a repository', async () => {
    repository.write('a.txt', 'one');
    repository.commit();
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'worktree ä ')));
    const root = join(folder, 'second');
    repository.git('worktree', 'add', '-q', '-b', 'other', root);
    execFileSync('sh', ['-c', 'echo two > a.txt; echo new > b.txt'], { cwd: root });
    expect(describeTree(await readWorkingTree(root))).toEqual(readDisk(root));
    expect((await readCommitTree(root, 'HEAD')).has('b.txt')).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it('reads a shallow clone', async () => {
    repository.write('a.txt', 'one');
    repository.commit();
    repository.write('a.txt', 'two');
    const commit = repository.commit();
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'shallow ä ')));
    const root = join(folder, 'clone');
    execFileSync('git', ['clone', '-q', '--depth=1', `file://${repository.root}`, root]);
    await expectSame(root, commit);
    rmSync(folder, { recursive: true });
  });
});
