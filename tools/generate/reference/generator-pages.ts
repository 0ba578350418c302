import type { JsonSchema } from '../json-schema';
import { page } from './markdown';
import { optionsTable } from './options-table';

/** Reference of the generator that sets a workspace up. */
export function initPage(schema: JsonSchema): string {
  return page(
    `# Options of the generator \`init\`

Generator \`nx-docker-stage-build:init\`: registers the plugin in nx.json, says where images go, and keeps out of git and of contexts what
belongs in neither. \`nx add nx-docker-stage-build\` runs it. In a terminal it asks for what is not given, elsewhere it asks nothing. Run
again, it changes what is asked for and nothing else.

    nx g nx-docker-stage-build:init --registry=registry.example.com/shop --ci=github
    nx g nx-docker-stage-build:init --migrate

## Options`,
    optionsTable(schema),
  );
}

/** Reference of the generator that writes pipelines. */
export function ciPage(schema: JsonSchema): string {
  return page(
    `# Options of the generator \`ci\`

Generator \`nx-docker-stage-build:ci\`: writes a pipeline that builds the images which a change affects. The [guide](../guides/ci.md) says what
is in it for each system.

    nx g nx-docker-stage-build:ci github
    nx g nx-docker-stage-build:ci gitlab --runner=private
    nx g nx-docker-stage-build:ci github --awsRole=arn:aws:iam::123456789012:role/ci

## Options`,
    optionsTable(schema),
  );
}

/** Reference of the generator that adds targets and configurations. */
export function configurationPage(schema: JsonSchema): string {
  return page(
    `# Options of the generator \`configuration\`

Generator \`nx-docker-stage-build:configuration\`: writes the target of a project's image where the project keeps its configuration
(\`project.json\`, or \`nx\` in its \`package.json\`), with configurations of these names:

- \`ci\` pushes, tagged with the commit and the branch
- \`release\` pushes, tagged with the version and \`latest\`
- \`local\` loads the image into Docker as \`latest\`, and keeps caches in the builder

What is there stays: of a target, only the configurations that are asked for are added or written over.

    nx g nx-docker-stage-build:configuration api
    nx g nx-docker-stage-build:configuration api --configurations=release --platforms=linux/amd64,linux/arm64
    nx run api:image:release

## Options`,
    optionsTable(schema),
  );
}
