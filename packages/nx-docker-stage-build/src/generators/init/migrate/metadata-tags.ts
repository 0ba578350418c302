import { toTemplate } from './templates';

/** What becomes of a rule for tags. */
export interface TranslatedTag {
  readonly tags: readonly string[];
  readonly lost: readonly string[];
}

/** `type=ref,event=branch` → `{branch}`. A tag that only some runs have, or that depends on more than a template can say, is lost. */
export function translateTag(text: string): TranslatedTag {
  const tag = toTag(text);
  if (tag !== null) return { tags: [tag], lost: [] };
  return {
    tags: [],
    lost: [
      `the tag "${text}" of metadata: not every run has it, or no template says it. Give those runs a configuration with \`tags\` of their own`,
    ],
  };
}

/** Types of tags that come with `latest`, unless the flavor says otherwise. */
const RELEASES = /^type=(semver|pep440|match)\b|^type=ref,(.*,)?event=tag\b/;

/** What the flavor adds to the tags: `latest`, a prefix, a suffix. */
export function translateFlavor(
  flavor: readonly string[],
  rules: readonly string[],
): TranslatedTag {
  const fields = flavor.flatMap((text) => text.split(','));
  const { latest = 'auto' } = readFields(fields);
  const others = fields.filter((field) => !field.startsWith('latest='));
  const added = latest === 'auto' && rules.some((rule) => RELEASES.test(rule));
  return {
    tags: latest === 'true' ? ['latest'] : [],
    lost: [
      ...others.map((text) => `the flavor "${text}": write prefixes and suffixes into \`tags\``),
      ...(added ? ['the tag `latest`, which metadata adds to that of a release'] : []),
    ],
  };
}

function toTag(text: string): string | null {
  const { type, event, value, format, enable, prefix, suffix } = readFields(
    (/^type=/.test(text) ? text : `type=raw,value=${text}`).split(','),
  );
  // A tag that is there in some runs only is a configuration here.
  if (enable !== undefined && enable !== 'true') return null;
  const sha = format === 'long' ? '{sha}' : '{shortSha}';
  if (type === 'sha') return join([toText(prefix ?? 'sha-'), sha, toText(suffix)]);
  if (type === 'ref' && event === 'branch') {
    return join([toText(prefix), '{branch}', toText(suffix)]);
  }
  if (type !== 'raw' || !value) return null;
  return join([toText(prefix), toText(value), toText(suffix)]);
}

const EXPRESSIONS: Readonly<Record<string, string>> = { branch: '{branch}', sha: '{shortSha}' };

/** Text with expressions (`{{branch}}`) and variables as a template; `null` where an expression has none. */
function toText(text = ''): string | null {
  const parts = text.split(/\{\{\s*([^{}]*?)\s*\}\}/);
  return join(
    parts.map((part, index) => (index % 2 ? (EXPRESSIONS[part] ?? null) : toTemplate(part))),
  );
}

function join(parts: readonly (string | null)[]): string | null {
  return parts.includes(null) ? null : parts.join('');
}

function readFields(fields: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(
    fields.map((field) => {
      const [name = '', ...value] = field.split('=');
      return [name, value.join('=')];
    }),
  );
}
