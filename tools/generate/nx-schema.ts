import type { JsonSchema } from './json-schema';

export interface ExecutorText {
  readonly title: string;
  readonly description: string;
}

/** Options that Nx's editors show first. */
const IMPORTANT = ['image', 'tags', 'push', 'target', 'platforms', 'format'];

/**
 * The `schema.json` of an executor. Nx reads a command line by it, and editors complete and check by it.
 *
 * What is wrong is said by our own parser, with a code and the nearest name. So the schema tells editors what Nx's
 * validator does not know: names in `propertyNames`, unions behind `if`. Where Nx knows a union it refuses it by
 * printing the whole schema.
 */
export function toNxSchema(schema: JsonSchema, { title, description }: ExecutorText): object {
  const { properties = {} } = schema;
  const entries = Object.entries(properties).map(([name, property]) => [
    name,
    { ...hideUnion(property), ...(IMPORTANT.includes(name) && { 'x-priority': 'important' }) },
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

function hideUnion({ anyOf, ...rest }: JsonSchema): object {
  return anyOf ? { ...rest, if: true, then: { anyOf } } : rest;
}
