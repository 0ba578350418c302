import { StageBuildError } from '@docker-stage-build/core';
import { diffLines } from './regions/diff-lines';
import { updateRegions, type Outdated } from './regions/update-regions';

export interface CheckedFile {
  readonly project: string;
  /** Path of the Dockerfile. */
  readonly path: string;
  /** What it holds. */
  readonly text: string;
  /** What would be generated today. */
  readonly fresh: string;
}

/**
 * Compares the generated parts of a Dockerfile with what would be generated today.
 * @throws StageBuildError DOCKERFILE_OUTDATED, with a diff
 */
export function checkRegions({ project, path, text, fresh }: CheckedFile): void {
  const { updated, kept } = updateRegions(text, fresh);
  if (updated.length + kept.length === 0) return;
  const parts = [...updated, ...kept].sort((a, b) => a.region.line - b.region.line);
  const diffs = parts.flatMap((part) => describeOutdated(path, part));
  throw new StageBuildError(
    'DOCKERFILE_OUTDATED',
    [`${path} has generated parts that are not up to date:`, ...diffs].join('\n'),
    {
      hint:
        kept.length === 0
          ? 'Bring them up to date: nx sync'
          : 'What was edited is left alone: edit it, take its marks away, or generate the file anew with --force. The rest: nx sync',
      project,
    },
  );
}

/** Where a part stands, and what differs, line by line. */
export function describeOutdated(path: string, { region, wanted }: Outdated): string[] {
  const edited = region.edited ? ', edited by hand' : '';
  return [`${path}:${region.line} ${region.name}${edited}`, ...diffLines(region.text, wanted)];
}
