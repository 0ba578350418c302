import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const DATE = '2026-01-01T00:00:00Z';

/** A git repository in a temporary folder, for tests of what reads one. */
export interface TestRepository {
  readonly root: string;
  git(...args: string[]): string;
  write(path: string, content: string | Buffer, mode?: number): void;
  link(path: string, target: string): void;
  /** Commits all there is and returns the commit. */
  commit(message?: string): string;
  remove(): void;
}

export function makeRepository(): TestRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'repository ä ')));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.invalid', ...args], {
      cwd: root,
      encoding: 'utf8',
      // Equal contents make equal commits.
      env: { ...process.env, GIT_AUTHOR_DATE: DATE, GIT_COMMITTER_DATE: DATE },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  git('init', '-q', '-b', 'main');
  const prepare = (path: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    return join(root, path);
  };
  return {
    root,
    git,
    write: (path, content, mode = 0o644) => {
      writeFileSync(prepare(path), content);
      chmodSync(join(root, path), mode);
    },
    link: (path, target) => symlinkSync(target, prepare(path)),
    commit: (message = 'change') => {
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
