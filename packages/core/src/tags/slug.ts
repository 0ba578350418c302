import { createHash } from 'node:crypto';

/** Leaves room for what stands before and after it in a tag of at most 128 characters. */
const MAX_SLUG = 80;

/**
 * Turns any text (a branch, a version) into what may stand in a tag, from its first character on
 * (`[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}`, OCI distribution-spec). Texts that would look alike because they were cut or
 * have letters beyond ASCII get a hash.
 */
export function toTagSlug(text: string): string {
  const slug = text.replace(/[^a-zA-Z0-9._-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '');
  const isLossy = slug.length > MAX_SLUG || slug === '' || /[^ -~]/.test(text);
  if (!isLossy) return slug;
  return [slug.slice(0, MAX_SLUG), shortHash(text)].filter(Boolean).join('-');
}

/**
 * Turns a project's name into a repository: `@shop/api` is `shop/api`. No part has a dot, so the first one is
 * never taken for a registry's host.
 */
export function toRepository(project: string): string {
  const components = project
    .toLowerCase()
    .split(/[/:]/)
    .map((part) => part.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, ''))
    .filter(Boolean);
  return components.join('/') || `project-${shortHash(project)}`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
