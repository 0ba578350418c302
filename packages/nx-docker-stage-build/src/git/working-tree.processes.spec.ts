import {
  chmodSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@docker-stage-build/core';
import { makeRepository, type TestRepository } from '../testing/make-repository';
import { readDisk } from '../testing/read-disk';
import { readTrees } from '../testing/read-trees';

const { readCommitTree, readWorkingTree } = readTrees;

type Setup = (repository: TestRepository) => void;

/** A large-file filter in small: a pointer in git, the content on disk, kept beside the objects. */
function useLargeFiles({ git, root }: TestRepository, smudge: string): void {
  const store = join(root, '.git', 'large');
  git('config', 'filter.large.clean', `tee '${store}' >/dev/null; echo pointer`);
  git('config', 'filter.large.smudge', smudge.replace('STORE', `'${store}'`));
}

function overwrite({ root }: TestRepository, path: string, content: string): void {
  const { atime, mtime } = statSync(join(root, path));
  writeFileSync(join(root, path), content);
  utimesSync(join(root, path), atime, mtime);
}

/** Where what git says of a file and what lies on disk come apart. */
const CASES: readonly (readonly [string, Setup])[] = [
  [
    'a filter that has put the content there',
    (repository) => {
      useLargeFiles(repository, 'cat >/dev/null; cat STORE');
      repository.write('.gitattributes', '*.bin filter=large\n');
      repository.write('a.bin', 'large content');
      repository.commit();
    },
  ],
  [
    'a filter whose pointer was checked out',
    (repository) => {
      useLargeFiles(repository, 'cat');
      repository.write('.gitattributes', '*.bin filter=large\n');
      repository.write('a.bin', 'large content');
      repository.commit();
      unlinkSync(join(repository.root, 'a.bin'));
      repository.git('checkout', '--', 'a.bin');
    },
  ],
  [
    'ident',
    (repository) => {
      repository.write('.gitattributes', '*.c ident\n');
      repository.write('a.c', '$Id$\n');
      repository.commit();
      unlinkSync(join(repository.root, 'a.c'));
      repository.git('checkout', '--', 'a.c');
    },
  ],
  [
    'another encoding',
    (repository) => {
      repository.write('.gitattributes', '*.txt working-tree-encoding=UTF-16LE\n');
      repository.write('a.txt', Buffer.from('text', 'utf16le'));
      repository.commit();
    },
  ],
  [
    'eol=crlf',
    (repository) => {
      repository.write('.gitattributes', '*.txt text eol=crlf\n');
      repository.write('a.txt', 'one\r\ntwo\r\n');
      repository.commit();
    },
  ],
  [
    'text on what looks binary',
    (repository) => {
      repository.write('.gitattributes', '*.txt text eol=crlf\n');
      repository.write('a.txt', 'one\0\r\ntwo\r\n');
      repository.commit();
    },
  ],
  [
    'core.autocrlf',
    (repository) => {
      repository.git('config', 'core.autocrlf', 'true');
      repository.write('a.txt', 'one\r\ntwo\r\n');
      repository.write('b.txt', 'one\n');
      repository.commit();
    },
  ],
  [
    'attributes that are not committed, for the same blob',
    (repository) => {
      repository.write('a.txt', 'one\ntwo\n');
      repository.commit();
      repository.write('.git/info/attributes', '*.txt text eol=crlf\n');
      unlinkSync(join(repository.root, 'a.txt'));
      repository.git('checkout', '--', 'a.txt');
    },
  ],
  [
    'assume-unchanged',
    (repository) => {
      repository.write('a.txt', 'one');
      repository.write('b.txt', 'two');
      repository.commit();
      repository.git('update-index', '--assume-unchanged', 'a.txt', 'b.txt');
      repository.write('a.txt', 'changed');
      unlinkSync(join(repository.root, 'b.txt'));
    },
  ],
  [
    'skip-worktree',
    (repository) => {
      repository.write('a.txt', 'one');
      repository.commit();
      repository.git('update-index', '--skip-worktree', 'a.txt');
      repository.write('a.txt', 'changed');
    },
  ],
  [
    'a sparse checkout',
    (repository) => {
      repository.write('apps/api/a.txt', 'one');
      repository.write('apps/web/a.txt', 'one');
      repository.commit();
      repository.git('sparse-checkout', 'set', 'apps/api');
    },
  ],
  [
    'a change within the resolution of the clock',
    (repository) => {
      repository.git('config', 'core.trustctime', 'false');
      repository.write('a.txt', 'one');
      repository.commit();
      overwrite(repository, 'a.txt', 'two');
      const { atime, mtime } = statSync(join(repository.root, 'a.txt'));
      utimesSync(join(repository.root, '.git/index'), atime, mtime);
    },
  ],
  [
    'intent to add',
    (repository) => {
      repository.commit();
      repository.write('a.txt', 'one');
      repository.git('add', '--intent-to-add', 'a.txt');
    },
  ],
  [
    'executable bits that git does not look at',
    (repository) => {
      repository.write('a.sh', 'one');
      repository.write('b.sh', 'two', 0o755);
      repository.commit();
      repository.git('config', 'core.fileMode', 'false');
      chmodSync(join(repository.root, 'a.sh'), 0o755);
      chmodSync(join(repository.root, 'b.sh'), 0o644);
    },
  ],
  [
    'a merge conflict',
    (repository) => {
      const { git, write, commit } = repository;
      write('a.txt', 'one');
      write('gone.txt', 'one');
      commit();
      git('checkout', '-q', '-b', 'other');
      write('a.txt', 'two');
      write('gone.txt', 'two');
      commit();
      git('checkout', '-q', 'main');
      write('a.txt', 'three');
      unlinkSync(join(repository.root, 'gone.txt'));
      commit();
      expect(() => git('merge', 'other')).toThrow();
    },
  ],
  [
    'links that are checked out as files',
    (repository) => {
      repository.link('link', 'target');
      repository.commit();
      repository.git('config', 'core.symlinks', 'false');
      unlinkSync(join(repository.root, 'link'));
      repository.git('checkout', '--', 'link');
      expect(readFileSync(join(repository.root, 'link'), 'utf8')).toBe('target');
    },
  ],
  [
    'repositories within that are not submodules',
    (repository) => {
      repository.commit();
      repository.git('init', '-q', 'nested');
      repository.write('nested/a.txt', 'one');
      repository.write('nested/src/b.txt', 'two');
      repository.write('.gitignore', 'ignored\n');
      repository.git('init', '-q', 'ignored');
      repository.write('ignored/c.txt', 'three');
    },
  ],
  [
    'a file in the place of a folder, and a folder in the place of a file',
    (repository) => {
      repository.write('a/b.txt', 'one');
      repository.write('c', 'two');
      repository.commit();
      rmSync(join(repository.root, 'a'), { recursive: true });
      rmSync(join(repository.root, 'c'));
      repository.write('a', 'three');
      repository.write('c/d.txt', 'four');
    },
  ],
  [
    'what is staged, and then changed again',
    (repository) => {
      repository.write('a.txt', 'one');
      repository.commit();
      repository.write('a.txt', 'two');
      repository.write('b.txt', 'two');
      repository.git('add', '-A');
      repository.write('a.txt', 'three');
      unlinkSync(join(repository.root, 'b.txt'));
    },
  ],
];

const describeTree = (tree: Tree) =>
  Object.fromEntries([...tree].map(([path, { type, hash }]) => [path, `${type} ${hash}`]));

const TYPES: Readonly<Record<string, string>> = {
  '100644': 'file',
  '100755': 'executable',
  '120000': 'symlink',
};

/** What git itself says of a commit. */
function listTree(repository: TestRepository, commit: string): Record<string, string> {
  const lines = repository.git('ls-tree', '-r', '-z', commit).split('\0').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => {
      const [mode = '', , hash = '', path = ''] = line.split(/[ \t]/);
      return [path, `${TYPES[mode]} ${hash}`];
    }),
  );
}

describe('the working tree', () => {
  let repository: TestRepository;
  beforeEach(() => (repository = makeRepository()));
  afterEach(() => repository.remove());

  it.each(CASES)('is what lies on disk: %s', async (_, setUp) => {
    setUp(repository);
    const tree = await readWorkingTree(repository.root);
    expect(describeTree(tree)).toEqual(readDisk(repository.root));
  });

  it.each(CASES)('leaves commits as git lists them: %s', async (_, setUp) => {
    setUp(repository);
    const commits = repository.git('rev-list', '--all').split('\n').filter(Boolean);
    for (const commit of commits) {
      const tree = await readCommitTree(repository.root, commit);
      expect(describeTree(tree)).toEqual(listTree(repository, commit));
    }
  });

  it('differs from its commit where a filter has changed the bytes, and from the pointer', async () => {
    useLargeFiles(repository, 'cat >/dev/null; cat STORE');
    repository.write('.gitattributes', '*.bin filter=large\n');
    repository.write('a.bin', 'large content');
    const commit = repository.commit();
    const smudged = (await readWorkingTree(repository.root)).get('a.bin')?.hash;
    repository.git('config', 'filter.large.smudge', 'cat');
    unlinkSync(join(repository.root, 'a.bin'));
    repository.git('checkout', '--', 'a.bin');
    const pointer = (await readWorkingTree(repository.root)).get('a.bin')?.hash;
    const committed = (await readCommitTree(repository.root, commit)).get('a.bin')?.hash;
    expect(smudged).not.toBe(pointer);
    // Only this one has the bytes of the commit.
    expect(pointer).toBe(committed);
  });
});
