import type { RawImageOptions } from '../../../options';
import { translateFlavor, translateTag } from './metadata-tags';
import { toList, type Raw, type Translation } from './model';
import { toTemplate } from './templates';

/** How results are written there, and what its own generator wrote into the wrong place. */
const DROPPED = new Set(['sep-tags', 'sep-labels', 'bake-target', 'quiet', 'load']);

/** What is tagged where nothing else is said. */
const DEFAULT_TAGS = [
  'type=schedule',
  'type=ref,event=branch',
  'type=ref,event=tag',
  'type=ref,event=pr',
];

/** Names and labels that are made from what CI knows (https://github.com/docker/metadata-action), as templates. */
export function translateMetadata({ images, tags, labels, flavor, ...others }: Raw): Translation {
  const [first, ...further] = toList(images).map(translateImage);
  const wanted = toList(tags).length > 0 || !first ? toList(tags) : DEFAULT_TAGS;
  const all = [...wanted.map(translateTag), translateFlavor(toList(flavor), wanted)];
  const kept = all.flatMap((translated) => translated.tags);
  const options: RawImageOptions = {
    ...(first?.name && { image: first.name }),
    // Tags of further images are whole names.
    ...(kept.length > 0 && {
      tags: [
        ...kept,
        ...further.flatMap(({ name }) =>
          name === null ? [] : kept.map((tag) => `${name}:${tag}`),
        ),
      ],
    }),
    ...(toList(labels).length > 0 && { labels: toList(labels) }),
  };
  return {
    options,
    lost: [
      ...[...(first ? [first] : []), ...further].flatMap(({ text, name }) =>
        name === null ? [`the image "${text}" has no template here`] : [],
      ),
      ...all.flatMap(({ lost }) => lost),
      ...Object.keys(others)
        .filter((name) => !DROPPED.has(name))
        .map((name) => `"${name}" of metadata`),
    ],
  };
}

/** `ghcr.io/a/api`, or `name=ghcr.io/a/api,enable=true`. */
function translateImage(text: string): { readonly text: string; readonly name: string | null } {
  const [, name = text, enable = 'true'] = /^name=([^,]*)(?:,enable=(.*))?$/.exec(text) ?? [];
  return { text, name: enable === 'true' ? toTemplate(name) : null };
}
