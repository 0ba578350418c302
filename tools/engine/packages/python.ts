import { join } from 'node:path';
import { UnavailableError } from '../errors';
import { report } from '../report';
import { run, tryRun } from '../system/run';
import { toolMadeOnce } from './toolbox';

/** moto 5.2: a control plane of AWS in memory, ECR's among it. */
const MOTO = 'moto[server]~=5.2';

/**
 * Installs moto into a virtual environment of its own, once.
 *
 * @returns the Python that has it
 * @throws UnavailableError where Python cannot make virtual environments
 */
export async function motoPython(): Promise<string> {
  return pythonWith('moto', [MOTO]);
}

/**
 * Installs packages into a virtual environment of their own, once.
 *
 * @param name what the toolbox is called
 * @returns the Python that has them; their commands do not work, as the environment is moved after it was made
 * @throws UnavailableError where Python cannot make virtual environments
 */
export async function pythonWith(name: string, packages: readonly string[]): Promise<string> {
  const { root } = await toolMadeOnce(name, async (folder) => {
    report(`installing ${name}`);
    const venv = join(folder, 'venv');
    await requirePython();
    await run('python3', ['-m', 'venv', venv]);
    await run(join(venv, 'bin/python'), ['-m', 'pip', 'install', '--quiet', ...packages]);
  });
  return join(root, 'venv/bin/python');
}

/**
 * Checks that Python can make virtual environments.
 *
 * @throws UnavailableError where it cannot
 */
export async function requirePython(): Promise<void> {
  const { exitCode } = await tryRun('python3', ['-c', 'import venv, ensurepip']);
  if (exitCode !== 0) {
    throw new UnavailableError(
      'ecr needs Python 3 with virtual environments: apt-get install python3-venv',
    );
  }
}
