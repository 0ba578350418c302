import { PRESETS } from '../../../packages/nx-docker-stage-build/src/generators/dockerfile/presets/choose-preset';
import type { JsonSchema } from '../json-schema';
import { code, page, table } from './markdown';
import { optionsTable } from './options-table';

const INTRODUCTION = `# Options of the generator \`dockerfile\`

Generator \`nx-docker-stage-build:dockerfile\`: writes a multi-stage Dockerfile for a project, from the project graph and what the project is.
The [guide](../guides/dockerfiles.md) says what it writes and how a team changes that.

    nx g nx-docker-stage-build:dockerfile api
    nx g nx-docker-stage-build:dockerfile api --dependencies=workspace --port=8080
    nx g nx-docker-stage-build:dockerfile api --check

## Options`;

/** Reference of the generator that writes Dockerfiles. */
export function dockerfilePage(schema: JsonSchema): string {
  const rows = PRESETS.map(({ name, title, needs }) => [code(name), title, needs]);
  return page(
    INTRODUCTION,
    optionsTable(schema),
    '## Presets',
    'They are tried from the top; the first that fits is taken.',
    table(['preset', 'for', 'needs'], rows),
  );
}
