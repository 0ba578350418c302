import { OPTION_ALIASES } from 'nx-docker-stage-build';
import type { JsonSchema } from './json-schema';

export interface SchemaText {
  readonly title: string;
  readonly description: string;
  /** The option that a generator takes without its name. */
  readonly positional?: string;
  /** What a generator asks for in a terminal, by option. */
  readonly prompts?: Readonly<Record<string, string | object>>;
}

/** Options that Nx's editors show first. */
const IMPORTANT = ['image', 'tags', 'push', 'target', 'platforms', 'format', 'project', 'preset'];

const FIRST_ARGUMENT = { $default: { $source: 'argv', index: 0 } };

/**
 * The `schema.json` of an executor or a generator. Nx reads a command line by it, and editors complete and check by it.
 *
 * What is wrong is said by our own parser, with a code and the nearest name, where Nx's validator would print the
 * schema. So names and the inside of objects are said with keywords that editors know and Nx does not:
 * `propertyNames`, and `then` behind an `if` that always holds.
 */
export function toNxSchema(
  schema: JsonSchema,
  { title, description, positional, prompts = {} }: SchemaText,
): object {
  const { properties = {} } = schema;
  const entries = Object.entries(properties).map(([name, property]) => [
    name,
    {
      ...hideObjects(property),
      ...(name in OPTION_ALIASES && { aliases: OPTION_ALIASES[name] }),
      ...(name === positional && FIRST_ARGUMENT),
      ...(name in prompts && { 'x-prompt': prompts[name] }),
      ...(IMPORTANT.includes(name) && { 'x-priority': 'important' }),
    },
  ]);
  return {
    $schema: 'https://json-schema.org/schema',
    version: 2,
    title,
    description,
    type: 'object',
    properties: Object.fromEntries(entries),
    propertyNames: { enum: Object.keys(properties) },
    required: [],
  };
}

function hideObjects(schema: JsonSchema): object {
  const { properties, required, additionalProperties, ...rest } = schema;
  const { anyOf, items } = rest;
  const inside = { properties, required, additionalProperties };
  return {
    ...rest,
    ...(anyOf && { anyOf: anyOf.map(hideObjects) }),
    ...(items && { items: hideObjects(items) }),
    ...(schema.type === 'object' && { if: true, then: inside }),
  };
}
