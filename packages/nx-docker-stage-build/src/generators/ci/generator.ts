import type { Tree } from '@nx/devkit';
import { StageBuildError } from '@docker-stage-build/core';
import { ciOptions, parseGeneratorOptions, type CiOptions } from '../../options';
import { addIgnoreLines } from '../add-ignore-lines';
import { loadDevkit } from '../load-devkit';
import { runGenerator } from '../run-generator';
import { readCiFacts } from './read-facts';
import { renderCi } from './render-ci';
import { DOWNLOADS, PLAN_FILE } from './script/names';

/** Generator `ci`: a pipeline that builds what a change affects. */
export default function ciGenerator(tree: Tree, raw: unknown): Promise<void> {
  return runGenerator(async () => {
    await writePipeline(tree, parseGeneratorOptions(ciOptions, raw, { generator: 'ci' }));
  });
}

/**
 * @returns the path of the pipeline
 * @throws StageBuildError OPTION_INVALID, LOCKFILE_MISSING, FILE_EXISTS, IMAGE_NAME_INVALID, ECR_HOST_INVALID
 */
export async function writePipeline(tree: Tree, options: CiOptions): Promise<string> {
  const { readNxJson } = await loadDevkit();
  const read = (path: string): string | null => tree.read(path, 'utf8');
  const facts = readCiFacts({ options, nxJson: readNxJson(tree) ?? {}, read });
  const { path, content } = renderCi(options.system, facts);
  const before = read(path);
  if (before !== null && before !== content && !options.force) {
    throw new StageBuildError('FILE_EXISTS', `${path} is there, with another content.`, {
      hint: 'Nothing was written. Move it away and take from it what you need, or write over it with --force.',
    });
  }
  tree.write(path, content);
  // What a run leaves in the clone must not make it a changed one.
  const left = [PLAN_FILE, DOWNLOADS].filter((name) => content.includes(name));
  addIgnoreLines(tree, { path: '.gitignore', lines: left.map((name) => `/${name}`) });
  return path;
}
