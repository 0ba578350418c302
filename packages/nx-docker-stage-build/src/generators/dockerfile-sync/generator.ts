import { messageOf } from '@docker-stage-build/core';
import type { Tree } from '@nx/devkit';
import { parseDockerfileOptions } from '../../options';
import { logger } from '../../report/logger';
import { draftDockerfile, renderDockerfile } from '../dockerfile/make-dockerfile';
import { updateRegions } from '../dockerfile/regions/update-regions';
import { filesOf, viewWorkspace, type WorkspaceView } from '../dockerfile/view/view-project';
import { loadDevkit } from '../load-devkit';
import { runGenerator } from '../run-generator';
import { findGenerated, type GeneratedFile } from './find-generated';

/** What Nx shows of a sync generator that changed something. */
interface SyncResult {
  readonly outOfSyncMessage?: string;
}

/** Generator `nx-docker-stage-build:dockerfile-sync`, for `nx sync`: brings generated parts of Dockerfiles up to date. */
export default function syncDockerfiles(tree: Tree): Promise<SyncResult> {
  return runGenerator(async () => {
    const { createProjectGraphAsync } = await loadDevkit();
    const files = filesOf(tree);
    const workspace = viewWorkspace(await createProjectGraphAsync(), files);
    const changed = findGenerated(workspace.projects, files).flatMap((file) => {
      const text = syncFile(file, workspace);
      if (text === file.text) return [];
      tree.write(file.path, text);
      return [file.path];
    });
    return changed.length === 0
      ? {}
      : { outOfSyncMessage: `Generated parts are not up to date: ${changed.join(', ')}` };
  });
}

/** The file with its generated parts up to date. What is wrong with one project is no reason to leave the others. */
function syncFile(
  { project, path, text, recorded }: GeneratedFile,
  { viewProject }: WorkspaceView,
): string {
  try {
    const options = parseDockerfileOptions({ ...recorded, project });
    const view = viewProject(project);
    const fresh = renderDockerfile(draftDockerfile(view, options), { view, options });
    const { text: updated, kept } = updateRegions(text, fresh);
    for (const { region } of kept) {
      logger.warn(
        `${path}:${region.line}: \`${region.name}\` was edited, so it stays as it is. What would be generated is another now: nx g nx-docker-stage-build:dockerfile ${project} --check`,
      );
    }
    return updated;
  } catch (error) {
    logger.warn(`${path} is not kept up to date: ${messageOf(error)}`);
    return text;
  }
}
