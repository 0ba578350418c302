import { findNearest, renderTemplate, StageBuildError } from '@docker-stage-build/core';
import { parsePlanOptions, type PlanOptions } from '../../options';
import type { ImageTask } from '../../workspace/tasks-of-run';
import { templateFactsOf, type TemplateSurroundings } from '../prepare/template-facts';
import type { AskedImage } from '../prepare/draft-image';

/** An image of which a plan is asked for. */
export interface AskedPlan extends AskedImage {
  readonly options: PlanOptions;
}

/**
 * The images that a wish names, sorted by project.
 * @param candidates targets of one executor, of all projects
 * @throws StageBuildError PROJECT_UNKNOWN
 */
export function chooseImages(
  wish: readonly string[],
  candidates: readonly ImageTask[],
): ImageTask[] {
  const names = candidates.map(({ project }) => project.name);
  const unknown = wish.find((name) => !isSet(name) && !names.includes(name));
  if (unknown !== undefined) throw projectUnknown(unknown, names);
  const chosen = wish.some(isSet)
    ? candidates
    : candidates.filter(({ project }) => wish.includes(project.name));
  return [...chosen].sort(byProject);
}

/** Names that stand for several images. */
function isSet(name: string): boolean {
  return name === 'all' || name === 'affected';
}

/** Tasks of a run whose plans go into one file: without this the last one written would be all that it holds. */
export function chooseSameFile(
  own: AskedPlan,
  { tasks, ...surroundings }: TemplateSurroundings & { readonly tasks: readonly ImageTask[] },
): AskedPlan[] {
  const fileOf = (asked: AskedPlan): string | undefined => outputFileOf(asked, surroundings);
  const file = fileOf(own);
  if (file === undefined) return [own];
  const others = tasks.filter(({ project }) => project.name !== own.project.name);
  return [own, ...toAsked(others).filter((other) => fileOf(other) === file)].sort(byProject);
}

/** The file that a plan is written to, from the workspace root. */
export function outputFileOf(
  { project, options: { outputFile } }: AskedPlan,
  surroundings: TemplateSurroundings,
): string | undefined {
  return outputFile && renderTemplate(outputFile, templateFactsOf(project, surroundings));
}

/** Tasks of the executor that plans, with their options. @throws StageBuildError OPTION_INVALID */
export function toAsked(tasks: readonly ImageTask[]): AskedPlan[] {
  return tasks.map(({ project, options }) => ({
    project,
    options: parsePlanOptions(options, { project: project.name }),
  }));
}

function byProject(a: Pick<ImageTask, 'project'>, b: Pick<ImageTask, 'project'>): number {
  return a.project.name < b.project.name ? -1 : 1;
}

function projectUnknown(name: string, names: readonly string[]): StageBuildError {
  const nearest = findNearest(name, names);
  return new StageBuildError('PROJECT_UNKNOWN', `No project ${name} has such an image.`, {
    hint: nearest === null ? `These have: ${names.join(', ')}` : `Did you mean ${nearest}?`,
  });
}
