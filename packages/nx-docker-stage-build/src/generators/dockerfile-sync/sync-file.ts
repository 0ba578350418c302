import { messageOf } from '@docker-stage-build/core';
import { parseDockerfileOptions } from '../../options';
import { describeOutdated } from '../dockerfile/check-regions';
import { draftDockerfile, renderDockerfile } from '../dockerfile/make-dockerfile';
import { updateRegions } from '../dockerfile/regions/update-regions';
import type { WorkspaceView } from '../dockerfile/view/view-project';
import type { GeneratedFile } from './find-generated';

/** What becomes of a generated Dockerfile. */
export interface SyncedFile {
  readonly path: string;
  /** The file with its generated parts up to date; `null` where they are. */
  readonly text: string | null;
  /** What differs, as lines for people. */
  readonly details: readonly string[];
  /** What stays as it is although something else would be generated. */
  readonly kept: readonly string[];
  /** Why it cannot be generated any more; `null` where it can. */
  readonly failure: string | null;
}

/** Brings the generated parts of a Dockerfile up to date. What is wrong with one project is no reason to leave the others. */
export function syncFile(
  { project, path, text: before, recorded }: GeneratedFile,
  { viewProject }: WorkspaceView,
): SyncedFile {
  try {
    const options = parseDockerfileOptions({ ...recorded, project });
    const view = viewProject(project);
    const fresh = renderDockerfile(draftDockerfile(view, options), { view, options });
    const { text, updated, kept } = updateRegions(before, fresh);
    return {
      path,
      text: text === before ? null : text,
      details: updated.flatMap((part) => describeOutdated(path, part)),
      kept: kept.map(
        ({ region }) =>
          `${path}:${region.line}: \`${region.name}\` was edited, so it stays as it is. What would be generated is another now: nx g nx-docker-stage-build:dockerfile ${project} --check`,
      ),
      failure: null,
    };
  } catch (error) {
    const failure = `${path} is not kept up to date: ${messageOf(error)}`;
    return { path, text: null, details: [], kept: [], failure };
  }
}
