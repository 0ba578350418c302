import { imageOptions, planOptions, repositoriesOptions } from 'nx-docker-stage-build';
import { generateFiles } from './generated-files';
import type { JsonSchema } from './json-schema';

interface NxSchema extends JsonSchema {
  readonly propertyNames: { readonly enum: readonly string[] };
}

const files = generateFiles();

function textOf(path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`${path} is not generated`);
  return text;
}

function schemaOf(executor: string): NxSchema {
  const path = `packages/nx-docker-stage-build/src/executors/${executor}/schema.json`;
  return JSON.parse(textOf(path)) as NxSchema;
}

describe.each([
  ['build', Object.keys(imageOptions.shape)],
  ['plan', Object.keys(planOptions.shape)],
  ['ensure-repositories', Object.keys(repositoriesOptions.shape)],
])('the schema of %s', (executor, names) => {
  const schema = schemaOf(executor);

  it('has every option, with a description', () => {
    expect(Object.keys(schema.properties ?? {})).toEqual(names);
    const silent = names.filter((name) => !schema.properties?.[name]?.description);
    expect(silent).toEqual([]);
  });

  it('tells editors which names there are, and leaves the refusing to the parser', () => {
    expect(schema.propertyNames.enum).toEqual(names);
    expect(schema).not.toHaveProperty('additionalProperties');
  });

  it('lets Nx read lists and booleans from a command line', () => {
    expect(schema.properties).toMatchObject({
      platforms: { type: 'array' },
      push: { type: 'boolean' },
      provenance: { type: ['boolean', 'string'] },
    });
  });
});

describe('the reference', () => {
  it.each([
    ['image.md', '| `tags` | one or a list of text |'],
    ['image.md', '| `outputs` | one or a list of object or text |'],
    ['image.md', '| `ssh` | one or a list of text |'],
    ['image.md', '| `maxSize` | number or text | `10GB` |'],
    ['image.md', '| `local` | `dest` |'],
    ['image.md', '| `{shortSha}` |'],
    ['image.md', '| `mutability` | `MUTABLE`, `IMMUTABLE` |'],
    ['ensure-repositories.md', '| `failOnDrift` | true or false | `false` |'],
    ['image-plan.md', '| `format` | `table`, `json`, `mermaid`, `bake` | `table` |'],
    ['plugin.md', '| `targetName` | text | `image` |'],
    ['errors.md', '| `TAG_TWICE` |'],
    ['environment.md', '| `RUNNER_ENVIRONMENT=self-hosted` | github-actions | `private` |'],
  ])('%s has %s', (name, row) => {
    expect(textOf(`docs/reference/${name}`)).toContain(row);
  });

  it('has no row of a table broken by a cell', () => {
    const pages = [...files].filter(([path]) => path.endsWith('.md')).map(([, text]) => text);
    const lines = pages.flatMap((text) => text.split('\n'));
    const broken = lines.filter((line) => line.startsWith('|') && !line.endsWith('|'));
    expect(broken).toEqual([]);
  });
});
