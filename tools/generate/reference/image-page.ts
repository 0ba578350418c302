import type { JsonSchema } from '../json-schema';
import { page } from './markdown';
import { objectsSection } from './objects-section';
import { optionsTable } from './options-table';
import { templatesSection } from './templates';

const INTRODUCTION = `# Options of \`image\`

Executor \`nx-docker-stage-build:build\`: builds the image of a project, with the cache of every stage. Every option can stand in
\`project.json\`, in the plugin's \`defaults\` or on the command line (\`--tags=1.2,latest --buildArgs=PORT=3000\`).

Paths count from the workspace root, wherever they are written. \`{projectRoot}\` is the project's folder.

\`\`\`json
{
  "image": {
    "executor": "nx-docker-stage-build:build",
    "options": { "image": "registry.example.com/shop/{name}", "tags": ["{sha}", "{branch}"], "push": true }
  }
}
\`\`\`

## Options`;

/** Reference of the executor that builds. */
export function imagePage(schema: JsonSchema): string {
  const objects = Object.entries(schema.properties ?? {}).flatMap(([name, option]) =>
    objectsSection(name, option),
  );
  return page(INTRODUCTION, optionsTable(schema), ...objects, templatesSection());
}
