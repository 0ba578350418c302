import {
  dockerfileOptions,
  imageOptions,
  planOptions,
  pluginOptions,
  repositoriesOptions,
} from 'nx-docker-stage-build';
import { formatJson } from './format-json';
import { generatorFiles } from './generator-files';
import { toJsonSchema } from './json-schema';
import { toNxSchema } from './nx-schema';
import { dockerfilePage } from './reference/dockerfile-page';
import { environmentPage } from './reference/environment-page';
import { errorsPage } from './reference/errors-page';
import { imagePage } from './reference/image-page';
import { planPage } from './reference/plan-page';
import { pluginPage } from './reference/plugin-page';
import { registriesPage } from './reference/registries-page';
import { reliabilityPage } from './reference/reliability-page';
import { repositoriesPage } from './reference/repositories-page';

const EXECUTORS = 'packages/nx-docker-stage-build/src/executors';
const GENERATORS = 'packages/nx-docker-stage-build/src/generators';
const REFERENCE = 'docs/reference';

/** Every file that follows from the options' schemas and the tables of codes and signals: path → content. */
export function generateFiles(): ReadonlyMap<string, string> {
  const [image, plan, plugin, dockerfile, repositories] = [
    imageOptions,
    planOptions,
    pluginOptions,
    dockerfileOptions,
    repositoriesOptions,
  ].map(toJsonSchema);
  if (!image || !plan || !plugin || !dockerfile || !repositories)
    throw new Error('a schema is missing');
  const buildSchema = toNxSchema(image, {
    title: 'Build an image',
    description: "Builds a project's image, with the cache of every stage.",
  });
  const planSchema = toNxSchema(plan, {
    title: 'Plan an image',
    description: "Says what would happen to each stage of a project's image, and why.",
  });
  const dockerfileSchema = toNxSchema(dockerfile, {
    title: 'Write a Dockerfile',
    description:
      'Writes a Dockerfile for a project, from the project graph and what the project is.',
    positional: 'project',
  });
  const repositoriesSchema = toNxSchema(repositories, {
    title: 'Make repositories',
    description:
      "Makes the repositories of a project's image in Amazon ECR, or says what is amiss with them.",
  });
  return new Map([
    [`${EXECUTORS}/build/schema.json`, formatJson(buildSchema)],
    [`${EXECUTORS}/plan/schema.json`, formatJson(planSchema)],
    [`${EXECUTORS}/ensure-repositories/schema.json`, formatJson(repositoriesSchema)],
    [`${GENERATORS}/dockerfile/schema.json`, formatJson(dockerfileSchema)],
    [`${REFERENCE}/dockerfile.md`, dockerfilePage(dockerfile)],
    ...generatorFiles(),
    [`${REFERENCE}/image.md`, imagePage(image)],
    [`${REFERENCE}/image-plan.md`, planPage(plan, image)],
    [`${REFERENCE}/ensure-repositories.md`, repositoriesPage(repositories, image)],
    [`${REFERENCE}/plugin.md`, pluginPage(plugin)],
    [`${REFERENCE}/errors.md`, errorsPage()],
    [`${REFERENCE}/environment.md`, environmentPage()],
    ['docs/guides/registries.md', registriesPage()],
    ['docs/reliability.md', reliabilityPage()],
  ]);
}
