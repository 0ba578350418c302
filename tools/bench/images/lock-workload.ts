import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '../../engine/paths';
import { madeOnce } from '../../engine/packages/toolbox';
import { run } from '../../engine/system/run';
import { makeEnvironment } from '../../workspace/environment';
import { hash } from './install-modules';
import type { Workload } from './workload';
import { writeFiles } from './write-files';

/** The lockfile before and after a dependency is added. */
export interface Lockfiles {
  readonly before: string;
  readonly after: string;
}

/**
 * Resolves a workload's dependencies, once.
 *
 * @param bin a folder with the package managers that a machine may lack
 */
export async function lockWorkload(workload: Workload, bin: string): Promise<Lockfiles> {
  const { lockfile, dependencyChange, name } = workload;
  const files = workload.files('same');
  const key = JSON.stringify([lockfile, files, dependencyChange]);
  const folder = join(paths.cache, 'bench', `lock-${name}-${hash(key)}`);
  await madeOnce(folder, async (unfinished) => {
    const root = join(unfinished, 'workspace');
    const [command = '', ...args] = lockfile.command;
    const env = makeEnvironment(process.env);
    const lock = async (as: string): Promise<void> => {
      await run(command, args, { cwd: root, env: { ...env, PATH: `${bin}:${env['PATH']}` } });
      writeFileSync(join(unfinished, as), readFileSync(join(root, lockfile.path)));
    };
    writeFiles(root, files);
    await lock('before');
    writeFiles(root, dependencyChange.files);
    await lock('after');
  });
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  return { before: read('before'), after: read('after') };
}
