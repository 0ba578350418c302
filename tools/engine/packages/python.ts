import { join } from 'node:path';
import { UnavailableError } from '../errors';
import { paths } from '../paths';
import { report } from '../report';
import { run, tryRun } from '../system/run';
import { madeOnce } from './toolbox';

/** moto 5.2: a control plane of AWS in memory, ECR's among it. */
const MOTO = 'moto[server]~=5.2';

/**
 * Installs moto into a virtual environment of its own, once.
 *
 * @returns the Python that has it
 * @throws UnavailableError where Python cannot make virtual environments
 */
export async function motoPython(): Promise<string> {
  const root = await madeOnce(join(paths.cache, 'tools', 'moto'), async (folder) => {
    report('installing moto');
    const venv = join(folder, 'venv');
    const made = await tryRun('python3', ['-m', 'venv', venv]);
    if (made.exitCode !== 0) {
      throw new UnavailableError(
        'ecr needs Python 3 with virtual environments: apt-get install python3-venv',
      );
    }
    await run(join(venv, 'bin/python'), ['-m', 'pip', 'install', '--quiet', MOTO]);
  });
  return join(root, 'venv/bin/python');
}
