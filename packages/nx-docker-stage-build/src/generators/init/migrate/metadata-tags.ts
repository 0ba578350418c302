import { toTemplate } from './templates';
import type { Translation } from './model';

/** Options of `metadata`, which are those of docker/metadata-action (https://github.com/docker/metadata-action). */
export interface Metadata {
  readonly images?: readonly string[];
  readonly tags?: readonly string[];
  readonly labels?: readonly string[];
  readonly flavor?: readonly string[];
}

/** Names and labels that are made from what CI knows, as templates. */
export function translateMetadata({
  images = [],
  tags = [],
  labels = [],
  flavor = [],
}: Metadata): Translation {
  const [first, ...others] = images.map((text) => ({ text, name: toTemplate(text) }));
  const found = tags.map((text) => ({ text, tag: toTag(text) }));
  const kept = found.flatMap(({ tag }) => (tag === null ? [] : [tag]));
  // Tags of further images are whole names.
  const further = others.flatMap(({ name }) =>
    name === null ? [] : kept.map((tag) => `${name}:${tag}`),
  );
  return {
    options: {
      ...(first?.name && { image: first.name }),
      ...(kept.length > 0 && { tags: [...kept, ...further] }),
      ...(labels.length > 0 && { labels: [...labels] }),
    },
    lost: [
      ...[...(first ? [first] : []), ...others].flatMap(({ text, name }) =>
        name === null ? [`the image "${text}" has a placeholder that is not known here`] : [],
      ),
      ...found.flatMap(({ text, tag }) =>
        tag === null
          ? [`the tag "${text}" of metadata has no template here: see docs/reference/image.md`]
          : [],
      ),
      ...flavor.map((text) => `the flavor "${text}": write prefixes and suffixes into \`tags\``),
    ],
  };
}

/** `type=ref,event=branch` → `{branch}`; `null` for what depends on more than a template can say. */
function toTag(text: string): string | null {
  const fields = Object.fromEntries(
    (/^type=/.test(text) ? text : `type=raw,value=${text}`)
      .split(',')
      .map((field) => field.split('=', 2)),
  ) as Record<string, string | undefined>;
  const { type, event, value = '', format, enable, prefix, suffix = '' } = fields;
  // A tag that is there in some runs only is a configuration here.
  if (enable !== undefined && enable !== 'true') return null;
  const around = (tag: string, before = ''): string => `${prefix ?? before}${tag}${suffix}`;
  if (type === 'sha') return around(format === 'long' ? '{sha}' : '{shortSha}', 'sha-');
  if (type === 'ref' && event === 'branch') return around('{branch}');
  if (type === 'ref' && event === 'tag') return around('{tag}');
  if (type === 'raw' && value !== '' && !value.includes('{{')) {
    const template = toTemplate(value);
    return template === null ? null : around(template);
  }
  return null;
}
