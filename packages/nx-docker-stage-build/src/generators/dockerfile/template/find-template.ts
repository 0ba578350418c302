import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { StageBuildError } from '@docker-stage-build/core';
import type { ProjectFiles } from '../view/model';
import type { Template } from './render-template';

/** The presets of the plugin: beside `src` and `dist`, as files to read and to copy. */
const OWN = join(__dirname, '../../../../presets');
const ENDING = '.Dockerfile';

/** Whether a team has a preset, or a part of one, of its own. */
export function hasTemplate(name: string, { files, folder }: TemplatePlace): boolean {
  return files.read(posix.join(folder, `${name}${ENDING}`)) !== null;
}

export interface TemplatePlace {
  readonly files: ProjectFiles;
  /** Folder, from the workspace root, with the team's own. */
  readonly folder: string;
}

/**
 * Finds a preset, or a part of one: the team's own, else that of the plugin.
 * @throws StageBuildError PRESET_INVALID where there is none
 */
export function findTemplate(name: string, { files, folder }: TemplatePlace): Template {
  const path = posix.join(folder, `${name}${ENDING}`);
  const text = files.read(path);
  if (text !== null) return { path, text };
  try {
    const own = join(OWN, `${name}${ENDING}`);
    return { path: own, text: readFileSync(own, 'utf8') };
  } catch (cause) {
    throw new StageBuildError('PRESET_INVALID', `There is no preset or part "${name}".`, {
      hint: `It would be ${path}, or one of those that come with the plugin.`,
      cause,
    });
  }
}
