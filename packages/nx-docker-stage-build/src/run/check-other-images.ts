import { checkTagsUnique, imageTags, StageBuildError } from '@docker-stage-build/core';
import { parseImageOptions } from '../options';
import type { ImageTask } from '../workspace/tasks-of-run';
import type { PreparedImage } from './prepare-image';
import { templateFactsOf } from './template-facts';

/**
 * Makes sure that no other task of this run makes an image of the same name: the last one built would win.
 * @throws StageBuildError TAG_TWICE
 */
export function checkOtherImages(
  { workspace, revision, request }: PreparedImage,
  { tasks, env }: { readonly tasks: readonly ImageTask[]; readonly env: NodeJS.ProcessEnv },
): void {
  const tagsOf = ({ project, options }: ImageTask): readonly string[] => {
    try {
      const { image, tags } = parseImageOptions(options, { project: project.name });
      const facts = templateFactsOf({ ...workspace, project }, { revision, env });
      return imageTags({ image, tags, facts });
    } catch (error) {
      // That task says itself what is wrong with its options.
      if (error instanceof StageBuildError) return [];
      throw error;
    }
  };
  const others = tasks.map((task) => ({ project: task.project.name, tags: tagsOf(task) }));
  checkTagsUnique([...others, { project: request.project, tags: request.tags }]);
}
