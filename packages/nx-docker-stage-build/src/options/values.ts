import { z } from 'zod';
import { findNearest } from '@docker-stage-build/core';

/** An object without room for unknown names: one that is not there is answered with the nearest that is. */
export function strictOptions<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => describeUnknown(key, Object.keys(shape))).join('; ')
        : undefined,
  });
}

function describeUnknown(key: string, names: readonly string[]): string {
  if (key === '_') return 'positional arguments are not taken: write `--name=value`';
  const nearest = findNearest(key, names);
  return nearest === null
    ? `"${key}" is not an option: the options are ${[...names].sort().join(', ')}`
    : `"${key}" is not an option: did you mean "${nearest}"?`;
}

/** Names with values; numbers and booleans are taken as their text. */
export const keyValues = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]).transform(String),
);

/** `os/arch[/variant]`, as Docker writes platforms. */
export const platform = z
  .string()
  .regex(/^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9.]+)?$/, 'write a platform as os/arch: linux/amd64');

/** A host with its port, where it has one. */
export const registryHost = z
  .string()
  .regex(/^[^\s/]+$/, 'write a host without scheme and path: localhost:5000');

const UNITS = ['', 'k', 'm', 'g', 't'];

/** An amount of bytes, written as Docker writes it (`512mb`, `10GB`): a kilobyte has 1024. */
export const byteSize = z.union([
  z.int().positive(),
  z
    .string()
    .regex(/^\d+(\.\d+)?\s*[kmgt]?i?b?$/i, 'write a size as 512MB or 10GB')
    .transform(parseBytes),
]);

function parseBytes(text: string): number {
  const unit = /[kmgt]/i.exec(text)?.[0].toLowerCase() ?? '';
  return Math.round(parseFloat(text) * 1024 ** UNITS.indexOf(unit));
}

/** A schema's object, or its text on a command line: `key=value,key=value`. */
export function objectOrFields<T extends z.ZodType>(schema: T) {
  const fromFields = schema as unknown as z.ZodType<z.output<T>, Fields>;
  return z.union([schema, z.string().transform(parseFields).pipe(fromFields)]);
}

/** A field without `=` is true, as for Docker. */
function parseFields(text: string): Fields {
  const fields = text.split(',').map((field): [string, string | boolean] => {
    const equals = field.indexOf('=');
    if (equals < 0) return [field, true];
    const value = field.slice(equals + 1);
    return [field.slice(0, equals), /^(true|false)$/.test(value) ? value === 'true' : value];
  });
  return Object.fromEntries(fields);
}

type Fields = Record<string, string | boolean>;
