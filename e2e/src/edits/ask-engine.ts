import { rmSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSteps } from '@docker-stage-build/tools/records';
import { tryRun } from '../../../tools/engine/system/run';
import { EDITS } from './edits';
import { argsOf, IGNORED, makeDockerfile, type EditWorkspace, type Side } from './workspace';

/** Whether the engine executes the last RUN of each case. */
export async function askEngine(
  workspace: EditWorkspace,
  { side, env }: { readonly side: Side; readonly env: Readonly<Record<string, string>> },
): Promise<boolean[]> {
  const folder = mkdtempSync(join(tmpdir(), 'edits-build-'));
  try {
    const file = join(folder, 'Dockerfile');
    writeFileSync(file, makeDockerfile(workspace, side));
    writeFileSync(`${file}.dockerignore`, IGNORED);
    const args = Object.entries(argsOf(side)).map(
      ([name, value]) => `--build-arg=${name}=${value}`,
    );
    const { stderr, exitCode } = await tryRun(
      'docker',
      [
        ...['buildx', 'build', '--progress=rawjson', '--output=type=cacheonly'],
        ...[`--file=${file}`, ...args, workspace.root],
      ],
      { env: { ...process.env, ...env } },
    );
    if (exitCode !== 0) throw new Error(/^ERROR: (.*)$/m.exec(stderr)?.[1] ?? stderr);
    const steps = parseSteps(stderr);
    return EDITS.map((edit, at) => {
      const end = `RUN echo ${workspace.nonce} ${at}`;
      const step = steps.find(({ name }) => name.endsWith(end));
      if (!step) throw new Error(`the engine did not build ${edit.name}`);
      return step.ran;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
