import {
  checkTagsUnique,
  imageTags,
  StageBuildError,
  type ImageRequest,
} from '@docker-stage-build/core';
import { parseImageOptions } from '../../options';
import type { ImageTask } from '../../workspace/tasks-of-run';
import { templateFactsOf, type TemplateSurroundings } from '../prepare/template-facts';

/** A project, and the names that its image is given. */
export type TaggedImage = Pick<ImageRequest, 'project' | 'tags'>;

/** The names that tasks give their images. A task whose options are wrong has none: it says itself what is wrong. */
export function listTags(
  tasks: readonly ImageTask[],
  surroundings: TemplateSurroundings,
): TaggedImage[] {
  return tasks.map(({ project, options }) => {
    try {
      const { image, tags } = parseImageOptions(options, { project: project.name });
      const facts = templateFactsOf(project, surroundings);
      return { project: project.name, tags: imageTags({ image, tags, facts }) };
    } catch (error) {
      if (error instanceof StageBuildError) return { project: project.name, tags: [] };
      throw error;
    }
  });
}

/**
 * Makes sure that no other image of this run has a name of this one: the last one built would win.
 * @throws StageBuildError TAG_TWICE
 */
export function checkOtherImages(image: TaggedImage, others: readonly TaggedImage[]): void {
  const rivals = others.filter(
    ({ project, tags }) =>
      project !== image.project && tags.some((tag) => image.tags.includes(tag)),
  );
  checkTagsUnique([...rivals, image]);
}
