import type { JsonSchema } from '../json-schema';
import { code, table } from './markdown';

/** A table of an object's properties: name, what it takes, default, meaning. */
export function optionsTable({ properties = {}, required = [] }: JsonSchema): string {
  const rows = Object.entries(properties).map(([name, schema]) => [
    code(name),
    describeType(schema),
    describeDefault(schema, required.includes(name)),
    schema.description ?? '',
  ]);
  return table(['option', 'takes', 'default', 'meaning'], rows);
}

/** What may be written, in words: `list of text`, `one or a list of text`. */
export function describeType(schema: JsonSchema): string {
  const { type, items, anyOf, additionalProperties } = schema;
  if (schema.enum) return schema.enum.map(code).join(', ');
  if (schema.const !== undefined) return code(String(schema.const));
  if (schema.properties) return 'object';
  if (anyOf) return describeUnion(anyOf);
  if (Array.isArray(type)) return describeUnion(type.map((one: string) => ({ type: one })));
  if (type === 'array') return items ? `list of ${describeType(items)}` : 'list';
  if (type === 'object' && typeof additionalProperties === 'object') return 'names with values';
  return nameType(String(type));
}

/** A list of something, or one of it alone, is one thing to say. */
function describeUnion(all: readonly JsonSchema[]): string {
  const isFlag = all.some(({ type }) => type === 'boolean');
  const branches = all
    .filter(({ deprecated }) => !deprecated)
    .map((branch) => (isFlag && branch.enum ? withoutFlags(branch) : branch));
  const list = branches.find(({ items }) => items)?.items;
  const words = new Set(branches.filter(({ items }) => !items).map(describeType));
  if (words.has('text')) words.delete(NUMBER_AS_TEXT);
  if (!list) return [...words].join(' or ');
  const items = describeType(list);
  const parts = items.split(' or ');
  const isAlone = parts.every((part) => words.has(part));
  const others = [...words].filter((word) => !parts.includes(word));
  return [...others, `${isAlone ? 'one or a ' : ''}list of ${items}`].join(' or ');
}

/** What a command line makes of `true` and `false` is text. */
function withoutFlags({ enum: values = [] }: JsonSchema): JsonSchema {
  return { enum: values.filter((value) => value !== 'true' && value !== 'false') };
}

/** What a command line makes of a text with digits only: it is read as that text. */
const NUMBER_AS_TEXT = 'whole number';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  integer: 'number',
  number: NUMBER_AS_TEXT,
};

function nameType(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

function describeDefault(schema: JsonSchema, isRequired: boolean): string {
  if (isRequired) return 'required';
  const value = schema.default;
  const isEmpty =
    value === undefined || JSON.stringify(value) === '[]' || JSON.stringify(value) === '{}';
  return isEmpty ? '' : code(typeof value === 'string' ? value : JSON.stringify(value));
}
