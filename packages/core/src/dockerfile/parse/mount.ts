import { suggest } from '../nearest';

/** A field of `--mount`, its name in lower case and short for none; a switch has no value. */
export type MountField = readonly [key: string, value: string | null];

/** Other names of a field. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['destination', 'target'],
  ['dst', 'target'],
  ['ro', 'readonly'],
  ['rw', 'readwrite'],
  ['src', 'source'],
]);
const KEYS = [
  'type',
  'from',
  'source',
  'target',
  'readonly',
  'readwrite',
  'id',
  'sharing',
  'required',
  'size',
  'mode',
  'uid',
  'gid',
  'env',
];
const TYPES = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const SHARING = ['shared', 'private', 'locked'];
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const NUMBER = /^\d{1,10}$/;
/** What a value looks like, where not any text will do. */
const VALUES: Readonly<Record<string, RegExp>> = {
  readonly: BOOLEAN,
  readwrite: BOOLEAN,
  required: BOOLEAN,
  mode: /^[0-7]{1,11}$/,
  uid: NUMBER,
  gid: NUMBER,
  size: /^\d+(?:\.\d+)? ?[kmgtp]?(?:i?b)?$/i,
};
const SWITCHES = new Set(['readonly', 'readwrite', 'required']);

/**
 * Cuts the value of `--mount` into fields: comma separated, quoted as in CSV.
 * @throws SyntaxError
 */
export function parseMountFields(mount: string): MountField[] {
  return splitCsv(mount).map((field) => {
    const at = field.indexOf('=');
    const key = (at < 0 ? field : field.slice(0, at)).toLowerCase();
    return [ALIASES.get(key) ?? key, at < 0 ? null : field.slice(at + 1)];
  });
}

/**
 * Checks the fields of a mount once their variables are expanded (BuildKit's parseMount).
 * @throws SyntaxError
 */
export function checkMount(fields: ReadonlyMap<string, string | null>): void {
  const type = fields.get('type')?.toLowerCase() ?? 'bind';
  if (!TYPES.includes(type)) {
    throw new SyntaxError(`a mount cannot be of type \`${type}\`. ${suggest(type, TYPES)}`.trim());
  }
  const refuse = (key: string): never => {
    throw new SyntaxError(`a mount of type ${type} has no \`${key}\``);
  };
  for (const [key, value] of fields) {
    if (!KEYS.includes(key)) {
      throw new SyntaxError(`a mount has no \`${key}\`. ${suggest(key, KEYS)}`.trimEnd());
    }
    if (value === null && !SWITCHES.has(key)) throw new SyntaxError(`\`${key}\` needs a value`);
    // A value with a dollar sign is one that the engine completes.
    if (value !== null && !value.includes('$') && !(VALUES[key]?.test(value) ?? true)) {
      throw new SyntaxError(`\`${value}\` is no value for \`${key}\` of a mount`);
    }
    if (key === 'required' && type !== 'secret' && type !== 'ssh') refuse(key);
    if (key === 'size' && type !== 'tmpfs') refuse(key);
    if (key === 'sharing' && type !== 'cache') refuse(key);
    if (/^(mode|uid|gid)$/.test(key) && !['cache', 'secret', 'ssh'].includes(type)) refuse(key);
  }
  const sharing = fields.get('sharing')?.toLowerCase();
  if (sharing !== undefined && !SHARING.includes(sharing)) {
    throw new SyntaxError(`\`sharing\` is ${SHARING.join(', ')}, not \`${sharing}\``);
  }
  if (type === 'secret') checkSecret(fields);
  else if (type !== 'ssh' && /^(?:\/\.?)+$/.test(fields.get('target') ?? '')) {
    throw new SyntaxError('nothing can be mounted on `/`');
  }
}

function checkSecret(fields: ReadonlyMap<string, string | null>): void {
  if (fields.get('from')) throw new SyntaxError('a secret is not mounted `from` anything');
  if (fields.get('source') && fields.get('id')) {
    throw new SyntaxError('a secret has `id` or `source`, not both');
  }
  if (!['source', 'target', 'id'].some((key) => fields.get(key))) {
    throw new SyntaxError('a secret needs an `id`');
  }
}

/** One record of CSV (RFC 4180). */
function splitCsv(text: string): string[] {
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/gy;
  for (let end = false; !end;) {
    const match = field.exec(text);
    if (!match) throw new SyntaxError(`the quotes in the mount \`${text}\` do not match`);
    const [, quoted, plain = '', separator] = match;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    end = separator === '';
  }
  return fields;
}
