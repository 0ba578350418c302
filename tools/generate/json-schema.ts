import { z } from 'zod';

/** The part of JSON Schema (draft 7) that the options' schemas come out as. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  /** Read, but not told of. */
  readonly deprecated?: boolean;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** Keywords that only say how a value is written: our own messages for them say more than a validator's. */
const WRITING = [
  '$schema',
  'pattern',
  'minLength',
  'minItems',
  'propertyNames',
  'exclusiveMinimum',
  'maximum',
];

/** What people may write for a zod schema, as JSON Schema without the fine points of writing. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  return simplify(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) as JsonSchema);
}

function simplify(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).filter(([keyword]) => !WRITING.includes(keyword));
  const { anyOf, oneOf, ...rest } = Object.fromEntries(entries) as JsonSchema;
  const branches = [...(anyOf ?? []), ...(oneOf ?? [])].map(simplify).flatMap(spread);
  const { properties, items, additionalProperties } = rest;
  return {
    ...rest,
    ...(properties && { properties: mapValues(properties, simplify) }),
    ...(items && { items: simplify(items) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: simplify(additionalProperties),
    }),
    ...(branches.length > 0 && merge(branches)),
  };
}

/** A union inside of a union is one union. */
function spread(branch: JsonSchema): readonly JsonSchema[] {
  return branch.anyOf && Object.keys(branch).length === 1 ? branch.anyOf : [branch];
}

/** A union of plain types is a list of types, which Nx can also read from a command line. */
function merge(branches: readonly JsonSchema[]): JsonSchema {
  const unique = [...new Map(branches.map((branch) => [JSON.stringify(branch), branch])).values()];
  const types = unique.flatMap(({ type }) => type ?? []);
  const plain = unique.every((branch) => Object.keys(branch).join() === 'type');
  return plain ? { type: [...new Set(types)] } : { anyOf: unique };
}

function mapValues<T, R>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
