import { posix } from 'node:path';
import { parseImageOptions, type ImageOptions, type RawImageOptions } from '../options';
import type { WorkspaceFiles } from './workspace-files';

export interface OwnerOfOptions {
  readonly root: string;
  readonly targetName: string;
  /** Options of the plugin for all images. */
  readonly defaults: RawImageOptions;
  readonly readJson: WorkspaceFiles['readJson'];
}

interface Targets {
  readonly targets?: Readonly<Record<string, { readonly options?: object } | undefined>>;
}

/**
 * The options that an inferred target will have when Nx has merged into it what the project says of it: an own Dockerfile or
 * context changes what the image reads. Wrong ones are left out here; the executor says what is wrong with them.
 */
export function readOwnOptions(owner: OwnerOfOptions): ImageOptions {
  const { root, targetName, defaults, readJson } = owner;
  const manifest = readJson<{ nx?: Targets }>(posix.join(root, 'package.json'));
  const project = readJson<Targets>(posix.join(root, 'project.json'));
  const own = [manifest?.nx, project].map((said) => said?.targets?.[targetName]?.options);
  try {
    return parseImageOptions(Object.assign({}, defaults, ...own), { project: root });
  } catch {
    return parseImageOptions(defaults, { project: root });
  }
}
