import { accessSync, constants } from 'node:fs';
import { StageBuildError } from '@docker-stage-build/core';
import type { BuildJob, Secret } from '../job';

/**
 * Makes sure that every secret can be read.
 * @throws {StageBuildError} SECRET_SOURCE_MISSING, naming the source and never a value
 */
export function checkSecrets(job: BuildJob): void {
  for (const secret of job.secrets) {
    const missing = findMissingSource(secret, job.env);
    if (missing) {
      throw new StageBuildError(
        'SECRET_SOURCE_MISSING',
        `The secret "${secret.id}" of ${job.project} cannot be read: ${missing}.`,
        {
          project: job.project,
          hint: 'Set the variable or create the file, or take the secret out of `secrets`.',
        },
      );
    }
  }
}

function findMissingSource({ id, env, src }: Secret, environment: BuildJob['env']): string | null {
  if (src !== undefined) return isReadable(src) ? null : `there is no readable file ${src}`;
  const name = env ?? id;
  return environment[name] === undefined ? `the environment variable ${name} is not set` : null;
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
