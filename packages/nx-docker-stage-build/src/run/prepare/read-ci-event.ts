import { readFile } from 'node:fs/promises';
import { EVENT_VARIABLE, parseCiEvent, type CiEvent } from '@docker-stage-build/core';

/** The event that started a CI run; `null` where there is none or its file cannot be read. */
export async function readCiEvent(env: NodeJS.ProcessEnv): Promise<CiEvent | null> {
  const file = env[EVENT_VARIABLE];
  if (!file) return null;
  return readFile(file, 'utf8').then(parseCiEvent, () => null);
}
