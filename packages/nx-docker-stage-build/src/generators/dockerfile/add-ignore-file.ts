import type { Tree } from '@nx/devkit';
import { logger } from '../../report/logger';
import { isMinimal, listMissingPatterns, writeIgnoreFile } from './ignore-file';
import type { Draft } from './make-dockerfile';
import type { ProjectView } from './view/model';

const IGNORE_FILE = '.dockerignore';

/** Gives a workspace without a `.dockerignore` of its own one; of one that is there, says what it lacks. */
export function addIgnoreFile(
  tree: Tree,
  { view, draft }: { readonly view: ProjectView; readonly draft: Draft },
): void {
  const existing = view.files.read(IGNORE_FILE);
  if (existing === null || isMinimal(existing)) {
    // What the target `build` made is all that this preset copies.
    tree.write(IGNORE_FILE, writeIgnoreFile({ keepsOutputs: draft.preset.name === 'generic' }));
    return;
  }
  const missing = listMissingPatterns(view, existing);
  if (missing.length > 0) {
    logger.warn(
      `Add to ${IGNORE_FILE}, else COPY brings what was installed or built outside of the image: ${missing.join(', ')}`,
    );
  }
}
