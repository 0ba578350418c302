import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRepository, type TestRepository } from '../testing/make-repository';
import { findCommits } from './find-commits';
import { openRepository } from './repository';

const ABSENT = '0123456789abcdef0123456789abcdef01234567';

describe('the base', () => {
  let origin: TestRepository;
  let folder: string;
  let root: string;
  /** On main, oldest first; the branch `feature` leaves it at the last but one. */
  let main: string[];

  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  const clone = (...args: string[]) =>
    execFileSync('git', ['clone', '-q', ...args, `file://${origin.root}`, root]);
  const find = (base: string | null = null) =>
    findCommits(openRepository(root), { base, defaultBase: 'main' });

  beforeEach(() => {
    origin = makeRepository();
    main = ['one', 'two'].map((text) => origin.commit(text));
    origin.git('checkout', '-q', '-b', 'feature');
    ['three', 'four'].forEach((text) => origin.commit(text));
    origin.git('checkout', '-q', 'main');
    main.push(origin.commit('five'));
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'base ä ')));
    root = join(folder, 'clone');
  });
  afterEach(() => {
    origin.remove();
    rmSync(folder, { recursive: true });
  });

  it('is where the branch left the default branch, be that only the remote’s', async () => {
    clone('--branch=feature', '--single-branch');
    git('fetch', '-q', 'origin', 'main:refs/remotes/origin/main');
    expect(await find()).toMatchObject({
      base: main[1],
      baseWhy: 'where the branch left origin/main',
    });
    expect(await find('main')).toMatchObject({ base: main[2], baseWhy: 'asked for: origin/main' });
  });

  it('is none in a clone of one commit, which says how to get more', async () => {
    clone('--branch=feature', '--depth=1');
    const { base, baseWhy } = await find();
    expect(base).toBeNull();
    expect(baseWhy).toMatch(
      /^git does not know where the branch left main; the clone is shallow: /,
    );
    expect(baseWhy).toContain('git fetch --deepen=100 or git fetch --unshallow');
    expect(baseWhy).toContain('fetch-depth: 0');
  });

  it('is the commit before in a clone that does not reach back to the default branch', async () => {
    clone('--branch=feature', '--depth=2');
    const { base, baseWhy } = await find();
    expect(base).toBe(git('rev-parse', 'HEAD^').trim());
    expect(baseWhy).toContain('the commit before is taken instead; the clone is shallow');
  });

  it('says of the default branch in a shallow clone that the commit before may not have been fetched', async () => {
    clone('--depth=1');
    const { base, baseWhy } = await find();
    expect(base).toBeNull();
    expect(baseWhy).toContain('the clone is shallow: run git fetch --deepen=100');
  });

  it('says of the first commit that there is none before it', async () => {
    clone();
    git('checkout', '-q', '-B', 'main', main[0] as string);
    git('remote', 'remove', 'origin');
    expect(await find()).toMatchObject({
      base: null,
      baseWhy: 'the first commit has none before it',
    });
  });

  it.each([
    [
      1,
      ['--depth=1'],
      ABSENT,
      `Fetch it: git fetch --depth=1 origin ${ABSENT}, or run git fetch --deepen`,
    ],
    [
      2,
      ['--depth=1'],
      'release',
      'Fetch it: git fetch origin release:refs/remotes/origin/release, or',
    ],
    [
      3,
      [],
      'origin/release',
      'Fetch it: git fetch origin release:refs/remotes/origin/release. Or set',
    ],
    [4, [], 'HEAD~9', 'Set `base` or NX_BASE to a commit that is there.'],
  ])('says of one that is absent how to fetch it, %d', async (_, options, base, hint) => {
    clone(...options);
    const error = (await find(base).catch((caught: unknown) => caught)) as { hint: string };
    expect(error).toMatchObject({ code: 'BASE_NOT_FOUND' });
    expect(error.hint).toContain(hint);
  });

  it('is found after the command that the error names', async () => {
    clone('--branch=feature', '--depth=1');
    const error = (await find(main[1]).catch((caught: unknown) => caught)) as { hint: string };
    const [, command = ''] = /Fetch it: git (.*?),/.exec(error.hint) ?? [];
    origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    git(...command.split(' '));
    expect((await find(main[1])).base).toBe(main[1]);
  });

  it('is none outside of a repository, which says why', async () => {
    root = folder;
    const { base, baseWhy } = await find();
    expect(base).toBeNull();
    expect(baseWhy).toContain('not a git repository');
  });
});
