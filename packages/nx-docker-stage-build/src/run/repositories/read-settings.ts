import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { messageOf, StageBuildError } from '@docker-stage-build/core';
import type { Contents, RepositorySettings } from '@docker-stage-build/registries';
import type { ImageOptions } from '../../options';

export interface SettingsPlace {
  /** Absolute path of the workspace root. */
  readonly root: string;
  readonly holds: Contents;
}

/**
 * Settings of a repository as the option `ecr` says, with the documents that it names.
 * @throws StageBuildError OPTION_INVALID for a file that is not there or no JSON object
 */
export async function readSettings(
  {
    create: _create,
    update: _update,
    cacheLifecycle,
    lifecycle,
    policy,
    ...settings
  }: ImageOptions['ecr'],
  { root, holds }: SettingsPlace,
): Promise<RepositorySettings> {
  const own = holds.images ? lifecycle : cacheLifecycle;
  const name = holds.images ? 'lifecycle' : 'cacheLifecycle';
  return {
    ...settings,
    ...(own !== undefined && {
      lifecycle: own === 'none' ? null : await readDocument(own, { root, name }),
    }),
    ...(policy !== undefined && { policy: await readDocument(policy, { root, name: 'policy' }) }),
  } as RepositorySettings;
}

async function readDocument(
  document: object | string,
  { root, name }: { readonly root: string; readonly name: string },
): Promise<object> {
  if (typeof document !== 'string') return document;
  try {
    const parsed: unknown = JSON.parse(await readFile(resolve(root, document), 'utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
    throw new Error('it is no JSON object');
  } catch (error) {
    throw new StageBuildError(
      'OPTION_INVALID',
      `ecr.${name}: ${document} cannot be read: ${messageOf(error)}`,
      { hint: 'Write the document itself, or a JSON file by its path from the workspace root.' },
    );
  }
}
