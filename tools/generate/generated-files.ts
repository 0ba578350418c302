import { imageOptions, planOptions, pluginOptions } from 'nx-docker-stage-build';
import { toJsonSchema } from './json-schema';
import { toNxSchema } from './nx-schema';
import { environmentPage } from './reference/environment-page';
import { errorsPage } from './reference/errors-page';
import { imagePage } from './reference/image-page';
import { planPage } from './reference/plan-page';
import { pluginPage } from './reference/plugin-page';

const EXECUTORS = 'packages/nx-docker-stage-build/src/executors';
const REFERENCE = 'docs/reference';

/** Every file that follows from the options' schemas and the tables of codes and signals: path → content. */
export function generateFiles(): ReadonlyMap<string, string> {
  const [image, plan, plugin] = [imageOptions, planOptions, pluginOptions].map(toJsonSchema);
  if (!image || !plan || !plugin) throw new Error('a schema is missing');
  const buildSchema = toNxSchema(image, {
    title: 'Build an image',
    description: "Builds a project's image, with the cache of every stage.",
  });
  const planSchema = toNxSchema(plan, {
    title: 'Plan an image',
    description: "Says what would happen to each stage of a project's image, and why.",
  });
  return new Map([
    [`${EXECUTORS}/build/schema.json`, formatJson(buildSchema)],
    [`${EXECUTORS}/plan/schema.json`, formatJson(planSchema)],
    [`${REFERENCE}/image.md`, imagePage(image)],
    [`${REFERENCE}/image-plan.md`, planPage(plan, image)],
    [`${REFERENCE}/plugin.md`, pluginPage(plugin)],
    [`${REFERENCE}/errors.md`, errorsPage()],
    [`${REFERENCE}/environment.md`, environmentPage()],
  ]);
}

function formatJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
