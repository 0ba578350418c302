import type { JsonSchema } from '../json-schema';
import { code, table } from './markdown';
import { optionsTable } from './options-table';

/** What an option takes as an object, and what fields of that take as one; nothing where it takes none. */
export function objectsSection(name: string, schema: JsonSchema): string[] {
  const objects = objectsIn(schema);
  const [first] = objects;
  if (!first) return [];
  const isVariants = objects.every(({ properties }) => properties?.['type']?.const !== undefined);
  const title = `## ${code(name)} as an object`;
  if (isVariants) return [title, variantsTable(objects)];
  const fields = Object.entries(first.properties ?? {});
  const inner = fields.flatMap(([field, taken]) => objectsSection(`${name}.${field}`, taken));
  return [title, optionsTable(first), ...inner];
}

/** Objects with known fields that an option takes, at any depth, each once. */
function objectsIn(schema: JsonSchema): JsonSchema[] {
  if (schema.properties) return Object.keys(schema.properties).length > 0 ? [schema] : [];
  const inner = [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])];
  const objects = inner.flatMap(objectsIn);
  return [...new Map(objects.map((object) => [JSON.stringify(object), object])).values()];
}

/** A row for each `type`, with the fields that belong to it. */
function variantsTable(objects: readonly JsonSchema[]): string {
  const rows = objects.map(({ properties = {}, required = [], description = '' }) => {
    const { type, ...fields } = properties;
    const names = Object.keys(fields).map((name) =>
      required.includes(name) ? code(name) : `${code(name)} (optional)`,
    );
    const details = Object.entries(fields).map(
      ([name, field]) => `${code(name)}: ${field.description ?? ''}`,
    );
    return [code(String(type?.const)), names.join(', '), [description, ...details].join(' ')];
  });
  return table(['type', 'fields', 'meaning'], rows);
}
