import type { Tree } from '@nx/devkit';
import { filesOf, viewWorkspace } from '../dockerfile/view/view-project';
import { loadDevkit } from '../load-devkit';
import { runGenerator } from '../run-generator';
import { findGenerated } from './find-generated';
import { reportSync, type SyncResult } from './report-sync';
import { syncFile } from './sync-file';

/** Generator `nx-docker-stage-build:dockerfile-sync`, for `nx sync`: brings generated parts of Dockerfiles up to date. */
export default function syncDockerfiles(tree: Tree): Promise<SyncResult> {
  return runGenerator(async () => {
    const { createProjectGraphAsync } = await loadDevkit();
    const files = filesOf(tree);
    const workspace = viewWorkspace(await createProjectGraphAsync(), files);
    const synced = findGenerated(workspace.projects, files).map((file) =>
      syncFile(file, workspace),
    );
    for (const { path, text } of synced) if (text !== null) tree.write(path, text);
    return reportSync(synced);
  });
}
