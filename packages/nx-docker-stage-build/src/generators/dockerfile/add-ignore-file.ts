import type { Tree } from '@nx/devkit';
import { compileIgnoreRules } from '@docker-stage-build/core';
import { logger } from '../../report/logger';
import { outputsOf } from './javascript/build';
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
  if (draft.preset.name === 'generic') letIn(outputsOf(view.project), { tree, existing });
  const missing = listMissingPatterns(view, existing);
  if (missing.length > 0) {
    logger.warn(
      `Add to ${IGNORE_FILE}, else COPY brings what was installed or built outside of the image: ${missing.join(', ')}`,
    );
  }
}

/** Adds exceptions for what a Dockerfile copies and the file leaves out, as one for images that make all by themselves does. */
function letIn(
  outputs: readonly string[],
  { tree, existing }: { readonly tree: Tree; readonly existing: string },
): void {
  const rules = compileIgnoreRules(existing);
  const left = outputs.filter((path) => rules.ignores(path));
  if (left.length === 0) return;
  const lines = [existing.trimEnd(), ...left.map((path) => `!${path}`)];
  tree.write(IGNORE_FILE, `${lines.join('\n')}\n`);
}
