import { analyzeImage } from '@docker-stage-build/core';
import { readTree } from '../remote-sources/read-tree';
import { EDITS } from './edits';
import { argsOf, IGNORED, makeDockerfile, type EditWorkspace, type Side } from './workspace';

/** The fingerprint of each case. */
export function fingerprintAll(workspace: EditWorkspace, side: Side): string[] {
  const texts = new Map([
    ['Dockerfile', makeDockerfile(workspace, side)],
    ['Dockerfile.dockerignore', IGNORED],
  ]);
  const [platform] = analyzeImage(
    {
      project: 'edits',
      dockerfile: 'Dockerfile',
      context: '',
      target: null,
      platforms: ['linux/amd64'],
      buildPlatform: 'linux/amd64',
      buildArgs: argsOf(side),
      contexts: {},
      tags: [],
    },
    { tree: readTree(workspace.root), textOf: (path) => texts.get(path) ?? null },
  );
  return EDITS.map((edit, at) => {
    const inputs = platform?.stages.get(`case-${at}`);
    if (!inputs) throw new Error(`the planner has no stage of ${edit.name}`);
    if (inputs.missing.length > 0) throw new Error(`the planner misses a source of ${edit.name}`);
    return inputs.fingerprint;
  });
}
