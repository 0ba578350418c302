import type { JsonSchema } from '../json-schema';
import { page } from './markdown';
import { optionsTable } from './options-table';

const INTRODUCTION = `# Options of \`image-plan\`

Executor \`nx-docker-stage-build:plan\`: says what would happen to each stage of an image, and why. It needs no engine, and no network
unless \`resolve\` asks for it.

    nx run api:image-plan
    nx run api:image-plan --format=json --outputFile=dist/plan.json

It takes all [options of \`image\`](image.md) too, so that the plan is that of the build, and these:`;

/** Reference of the executor that plans: what it has besides the options of an image. */
export function planPage(plan: JsonSchema, image: JsonSchema): string {
  const own = Object.entries(plan.properties ?? {}).filter(
    ([name]) => !Object.hasOwn(image.properties ?? {}, name),
  );
  return page(INTRODUCTION, optionsTable({ properties: Object.fromEntries(own) }));
}
