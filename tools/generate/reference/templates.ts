import { PLACEHOLDERS } from '@docker-stage-build/core';
import { code, table } from './markdown';

const INTRODUCTION = `## Templates

\`image\`, \`tags\`, values of \`buildArgs\`, \`labels\` and \`annotations\`, \`cache.location\` and paths take placeholders. One that is
unknown or has no value is an error (\`TAG_TEMPLATE_INVALID\`). \`{{sha}}\` gives the text \`{sha}\`.`;

/** What a template can say. */
export function templatesSection(): string {
  const rows = Object.entries(PLACEHOLDERS).map(([name, { meaning }]) => [
    code(`{${name}}`),
    meaning,
  ]);
  const variable = [code('{env.NAME}'), 'The environment variable `NAME`.'];
  return [INTRODUCTION, table(['placeholder', 'stands for'], [...rows, variable])].join('\n\n');
}
