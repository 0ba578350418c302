import { StageBuildError } from '../errors';
import { ignoreFilesOf } from './ignore-files';
import type { ImageRequest } from './image-request';
import type { Snapshot } from './snapshot';

/** The texts that an engine builds an image by. */
export interface BuildFiles {
  readonly dockerfile: string;
  /** Of the ignore file that counts for the main context; empty where there is none. */
  readonly ignore: string;
  /** Path of that file; `undefined` where there is none. */
  readonly ignoreFile?: string | undefined;
}

/**
 * Finds an image's Dockerfile and ignore file in a tree.
 * @throws StageBuildError DOCKERFILE_NOT_FOUND
 */
export function buildFilesOf(request: ImageRequest, { textOf }: Snapshot): BuildFiles {
  const { dockerfile: path, project } = request;
  const dockerfile = textOf(path);
  if (dockerfile === null) {
    throw new StageBuildError('DOCKERFILE_NOT_FOUND', `There is no Dockerfile at ${path}.`, {
      hint: 'Set the option `dockerfile`, or add the file.',
      project,
    });
  }
  const ignoreFile = ignoreFilesOf(request).find((path) => textOf(path) !== null);
  const ignore = ignoreFile === undefined ? null : textOf(ignoreFile);
  return { dockerfile, ignore: ignore ?? '', ignoreFile };
}
