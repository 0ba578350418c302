import { StageBuildError } from '../errors';
import { isFingerprintTag } from '../names/fingerprint-tag';
import { formatImageRef, parseImageRef, withDefaultTag } from '../names/image-ref';
import type { TemplateFacts } from './placeholders';
import { renderTemplate } from './render-template';

export interface TagRequest {
  /** Template of the repository, without a tag. */
  readonly image: string;
  /** Templates, each of a tag or of a whole name. */
  readonly tags: readonly string[];
  readonly facts: TemplateFacts;
}

/**
 * The full names of an image, canonical (`docker.io/library/api:latest`), each once, in the order asked for.
 * A tag with a `/` or `:` is a whole name.
 * @throws StageBuildError TAG_TEMPLATE_INVALID, IMAGE_NAME_INVALID or TAG_INVALID
 */
export function imageTags({ image, tags, facts }: TagRequest): string[] {
  const repository = readRepository(renderTemplate(image, facts));
  const names = tags.map((tag) => {
    const rendered = renderTemplate(tag, facts);
    return readName(/[/:@]/.test(rendered) ? rendered : `${repository}:${rendered}`);
  });
  return [...new Set(names)];
}

function readRepository(image: string): string {
  const { tag, digest } = parseImageRef(image);
  if (tag === null && digest === null) return image;
  throw new StageBuildError('IMAGE_NAME_INVALID', `"${image}" has a tag or digest`, {
    hint: 'Write the repository as `image`, and its tags as `tags`.',
  });
}

function readName(text: string): string {
  const ref = parseImageRef(text);
  if (ref.tag !== null && isFingerprintTag(ref.tag))
    throw new StageBuildError('TAG_INVALID', `"${text}" has the tag of a fingerprint`, {
      hint: 'Write another tag: `image-` with 64 hexadecimal digits is how images are found again.',
    });
  if (ref.digest === null) return formatImageRef(withDefaultTag(ref));
  throw new StageBuildError(
    'TAG_INVALID',
    `"${text}" names a digest, which no build can be given`,
    {
      hint: 'Leave out the `@` and what follows it.',
    },
  );
}

/**
 * Makes sure that no two projects have an image of one name: the last one built would win.
 * @throws StageBuildError TAG_TWICE
 */
export function checkTagsUnique(
  images: readonly { readonly project: string; readonly tags: readonly string[] }[],
): void {
  const owners = new Map<string, string>();
  for (const { project, tags } of images) {
    for (const tag of tags) {
      const owner = owners.get(tag);
      if (owner !== undefined && owner !== project) throw tagTwice(tag, [owner, project]);
      owners.set(tag, project);
    }
  }
}

function tagTwice(tag: string, [first, second]: readonly [string, string]): StageBuildError {
  return new StageBuildError('TAG_TWICE', `${first} and ${second} both make the image ${tag}`, {
    hint: 'Put `{scopedName}` into the option `image`, or give one of them another tag.',
    project: second,
  });
}
