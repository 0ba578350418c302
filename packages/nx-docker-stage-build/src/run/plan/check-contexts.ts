import { StageBuildError } from '@docker-stage-build/core';
import { findUserinfo } from '../../secrets/mask-userinfo';

/**
 * Refuses contexts whose URLs hold a user or password: they would be arguments of a process, and part of the image's provenance.
 * @throws StageBuildError OPTION_INVALID, without the URL
 */
export function checkContexts(contexts: Readonly<Record<string, string>>, project: string): void {
  for (const [name, value] of Object.entries(contexts)) {
    if (findUserinfo(value).length === 0) continue;
    throw new StageBuildError('OPTION_INVALID', `The URL of the context ${name} holds a login`, {
      project,
      hint: 'Take it out. A private git repository is read with a secret `GIT_AUTH_TOKEN`, an image with `login`.',
    });
  }
}
