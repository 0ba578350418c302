import { readFileSync } from 'node:fs';
import type { BuildJob } from '@docker-stage-build/engines';
import { knownSecrets } from './known-secrets';
import { listSecrets } from './list-secrets';

/** Takes note of what must not be repeated of a job, before anything of it runs. */
export function rememberSecrets(job: BuildJob): void {
  knownSecrets.add(...listSecrets(job, readText));
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
