import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../../tools/engine/system/run';

/** A bare repository that is served, and a clone to change it from. */
export interface Repository {
  /** Commits files to `main`, pushes it, and gives the commit. */
  commit(files: Readonly<Record<string, string>>): Promise<string>;
  git(...args: string[]): Promise<string>;
}

/** Makes `NAME.git` in a folder of bare repositories. */
export async function makeRepository(repositories: string, name: string): Promise<Repository> {
  const bare = join(repositories, `${name}.git`);
  const clone = join(repositories, `${name}.clone`);
  const git = async (...args: string[]): Promise<string> => {
    const identity = ['-c', 'user.name=Shop', '-c', 'user.email=shop@example.org'];
    return (await run('git', [...identity, ...args], { cwd: clone })).stdout;
  };
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', bare]);
  await run('git', ['init', '--quiet', '--initial-branch=main', clone]);
  await git('remote', 'add', 'origin', bare);
  return {
    git,
    commit: async (files) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(clone, path)), { recursive: true });
        writeFileSync(join(clone, path), text);
      }
      await git('add', '--all');
      await git('commit', '--quiet', '--allow-empty-message', '--message=');
      await git('push', '--quiet', 'origin', 'main');
      return git('rev-parse', 'HEAD');
    },
  };
}
