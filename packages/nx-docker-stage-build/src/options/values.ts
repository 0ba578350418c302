import { z } from 'zod';
import { findNearest } from '@docker-stage-build/core';

/** Says what is wrong with a name that is no option; nothing where the nearest one says enough. */
type ExplainName = (name: string) => string | undefined;

/** An object without room for unknown names: one that is not there is answered with the nearest that is. */
export function strictOptions<T extends z.ZodRawShape>(
  shape: T,
  explain: ExplainName = () => undefined,
) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys
            .map((key) => explain(key) ?? describeUnknown(key, Object.keys(shape)))
            .join('; ')
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

/** True or false as a field of an option, which Nx passes on as text from a command line: `--ecr.create=false`. Its default is a `prefault`. */
export const flag = z.preprocess(
  (value) => (value === 'true' || value === 'false' ? value === 'true' : value),
  z.boolean(),
) as unknown as z.ZodType<boolean, boolean>;

/** JSON and Nx's command line make numbers of `1.10`, and `1.1` of that. */
const wholeNumber = z
  .number()
  .refine(
    Number.isSafeInteger,
    'a number loses its last zeros: write text, on a command line `1.10,` or `NAME=1.10`',
  )
  .transform(String);

const text = z.union([z.string().min(1), wholeNumber]);

/** A list; as one text, its items stand between commas. */
export const textList = z.union([
  z.array(text),
  z.string().transform((items) => items.split(',').filter(Boolean)),
  wholeNumber.transform((item) => [item]),
]);

const assignment = z.string().regex(/^[^=]+=/, 'write NAME=value');

/** Names with values, as an object or as `NAME=value`; whole numbers and booleans are taken as their text. */
export const keyValues = z.union([
  z.record(z.string(), z.union([z.string(), wholeNumber, z.boolean().transform(String)])),
  z.array(assignment).transform(splitAssignments),
  assignment.transform((one) => splitAssignments([one])),
]);

function splitAssignments(assignments: readonly string[]): Record<string, string> {
  const pairs = assignments.map((assigned): [string, string] => {
    const equals = assigned.indexOf('=');
    return [assigned.slice(0, equals), assigned.slice(equals + 1)];
  });
  return Object.fromEntries(pairs);
}

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

const MILLISECONDS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** A length of time, `12h` or `7d`, in milliseconds. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhdw]$/, 'write a time as 12h or 7d: s, m, h, d or w')
  .transform((text) => parseInt(text, 10) * (MILLISECONDS[text.slice(-1)] as number));

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
