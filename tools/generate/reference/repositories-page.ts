import type { JsonSchema } from '../json-schema';
import { page } from './markdown';
import { optionsTable } from './options-table';

const INTRODUCTION = `# Options of \`ensure-repositories\`

Executor \`nx-docker-stage-build:ensure-repositories\`: makes the repositories of images and their caches in Amazon ECR before anybody
builds, or says what is amiss with them. A build [does the same](../guides/ecr.md) for the repositories that it pushes to. The plugin adds
the target to every project with a Dockerfile where its option \`repositoriesTargetName\` names it.

    nx run api:repositories
    nx run api:repositories --images=all --dryRun
    nx run api:repositories --images=all --ecr.update

Images are taken as they are pushed, whatever \`push\` says. It takes all [options of \`image\`](image.md) too, so that the repositories are
those of the build, and these:`;

/** Reference of the executor that makes repositories: what it has besides the options of an image. */
export function repositoriesPage(repositories: JsonSchema, image: JsonSchema): string {
  const own = Object.entries(repositories.properties ?? {}).filter(
    ([name]) => !Object.hasOwn(image.properties ?? {}, name),
  );
  return page(INTRODUCTION, optionsTable({ properties: Object.fromEntries(own) }));
}
