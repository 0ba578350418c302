import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOfContext, isInWorkspace } from '@docker-stage-build/core';
import { parseSteps } from '@docker-stage-build/tools/records';
import { tryRun } from '../../../tools/engine/system/run';
import { fillIn, makeDockerfile, type Question } from './dockerfile';
import type { EngineEnv, Place } from './place';

/** Builds cases and says of each whether the engine executed its last RUN. */
export async function askEngine(
  question: Question,
  { place, env }: { readonly place: Place; readonly env: EngineEnv },
): Promise<boolean[]> {
  const folder = mkdtempSync(join(tmpdir(), 'remote-build-'));
  try {
    writeFileSync(join(folder, 'Dockerfile'), makeDockerfile(question, place));
    const contexts = Object.entries(question.contexts).map(
      ([name, value]) => `--build-context=${name}=${locate(fillIn(value, place), place)}`,
    );
    const { stderr, exitCode } = await tryRun(
      'docker',
      [
        ...['buildx', 'build', '--progress=rawjson', '--output=type=cacheonly'],
        ...[...contexts, folder],
      ],
      { env: { ...process.env, ...env } },
    );
    if (exitCode !== 0) throw new Error(/^ERROR: (.*)/ms.exec(stderr)?.[1] ?? stderr);
    const steps = parseSteps(stderr);
    return question.cases.map(({ name: what }, at) => {
      const step = steps.find(({ name }) => name.endsWith(`RUN echo ${place.nonce} ${at} > /done`));
      if (!step) throw new Error(`the engine did not build ${what}`);
      return step.ran;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function locate(context: string, { root }: Place): string {
  const folder = folderOfContext(context);
  return folder !== null && isInWorkspace(folder) ? join(root, folder) : context;
}
