import { ciOptions, configurationOptions, initOptions } from 'nx-docker-stage-build';
import { formatJson } from './format-json';
import { toJsonSchema } from './json-schema';
import { toNxSchema } from './nx-schema';
import { ciPage, configurationPage, initPage } from './reference/generator-pages';

const FOLDER = 'packages/nx-docker-stage-build/src/generators';

/** Schemas and reference of the generators that set a workspace up: path and content of each file. */
export function generatorFiles(): [string, string][] {
  const [init, ci, configuration] = [
    toJsonSchema(initOptions),
    toJsonSchema(ciOptions),
    toJsonSchema(configurationOptions),
  ];
  const initSchema = toNxSchema(init, {
    title: 'Set the workspace up',
    description: 'Registers the plugin and says where images go.',
    prompts: {
      registry:
        'Where do images go? For example registry.example.com/shop; empty: nowhere yet, or as before',
      ci: {
        message: 'Where does CI run?',
        type: 'list',
        items: init.properties?.['ci']?.enum,
      },
    },
  });
  const ciSchema = toNxSchema(ci, {
    title: 'Write a pipeline',
    description: 'Writes a pipeline that builds the images which a change affects.',
    positional: 'system',
    prompts: {
      system: {
        message: 'Where does CI run?',
        type: 'list',
        items: ci.properties?.['system']?.enum,
      },
    },
  });
  const configurationSchema = toNxSchema(configuration, {
    title: 'Configure an image',
    description: "Adds a target for a project's image, or configurations to it.",
    positional: 'project',
  });
  return [
    [`${FOLDER}/init/schema.json`, formatJson(initSchema)],
    [`${FOLDER}/ci/schema.json`, formatJson(ciSchema)],
    [`${FOLDER}/configuration/schema.json`, formatJson(configurationSchema)],
    ['docs/reference/init.md', initPage(init)],
    ['docs/reference/ci.md', ciPage(ci)],
    ['docs/reference/configuration.md', configurationPage(configuration)],
  ];
}
