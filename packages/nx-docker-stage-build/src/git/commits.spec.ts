import { makeRepository, type TestRepository } from '../testing/make-repository';
import { findCommits } from './find-commits';
import { readRevision, toWebAddress } from './read-revision';
import { openRepository } from './repository';

describe('findCommits', () => {
  let repository: TestRepository;
  beforeEach(() => (repository = makeRepository()));
  afterEach(() => repository.remove());

  const find = (base: string | null = null) =>
    findCommits(openRepository(repository.root), { base, defaultBase: 'main' });

  it('knows nothing of a repository without a commit', async () => {
    expect(await find()).toEqual({
      head: 'working tree',
      base: null,
      baseWhy: 'there is no commit yet',
      recent: [],
    });
  });

  it('compares with the first parent on the default branch itself', async () => {
    const first = repository.commit();
    const second = repository.commit();
    expect(await find()).toEqual({
      head: second,
      base: first,
      baseWhy: 'the commit before, on main',
      recent: [],
    });
  });

  it('compares with the merge base on another branch', async () => {
    repository.commit();
    const fork = repository.commit();
    repository.git('checkout', '-q', '-b', 'feature');
    const one = repository.commit();
    const two = repository.commit();
    const found = await find();
    expect(found).toMatchObject({ head: two, base: fork, baseWhy: 'where the branch left main' });
    expect(found.recent[0]).toBe(one);
  });

  it('takes the base that is asked for, and says so when the clone lacks it', async () => {
    const first = repository.commit();
    repository.commit();
    repository.commit();
    expect((await find(first)).base).toBe(first);
    await expect(find('nowhere')).rejects.toMatchObject({ code: 'BASE_NOT_FOUND' });
  });

  it('calls a tree with changes a working tree, whose caches may come from its own commit', async () => {
    repository.commit();
    const last = repository.commit();
    repository.write('new.txt', 'x');
    expect(await find()).toMatchObject({ head: 'working tree', recent: [last] });
  });
});

describe('readRevision', () => {
  it('reads commit, branch, tag and date', async () => {
    const repository = makeRepository();
    const sha = repository.commit();
    repository.git('tag', 'v1.0.0');
    expect(await readRevision(repository.root)).toMatchObject({
      sha,
      branch: 'main',
      tag: 'v1.0.0',
    });
    repository.remove();
    expect(await readRevision('/')).toMatchObject({ sha: null, branch: null, tag: null });
  });

  it.each([
    ['git@github.com:shop/mono.git', 'https://github.com/shop/mono'],
    ['https://user:token@gitlab.com/a/b.git', 'https://gitlab.com/a/b'],
    ['ssh://git@host:22/a/b', 'https://host/a/b'],
    ['/srv/git/a.git', null],
    ['', null],
  ])('%s is %s on the web', (remote, expected) => {
    expect(toWebAddress(remote)).toBe(expected);
  });
});
