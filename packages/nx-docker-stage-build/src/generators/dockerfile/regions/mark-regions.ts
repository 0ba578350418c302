import { createHash } from 'node:crypto';

/** What marks start with; the names of regions follow. */
export const MARK = 'nx-docker-stage-build';

/**
 * Turns `#region NAME` … `#endregion` of a rendered template into marks that stay in the Dockerfile. The first one carries a hash of what
 * stands between them, which tells later whether somebody edited that.
 */
export function markRegions(rendered: string): string {
  return rendered.replace(
    /^#region (\S+)\n([^]*?)^#endregion$/gm,
    (_, name: string, text: string) => formatRegion(name, text),
  );
}

/** A region with its marks, without a line end at the end. */
export function formatRegion(name: string, text: string): string {
  return `# <${MARK}:${name} ${hashRegion(text)}>\n${text}# </${MARK}:${name}>`;
}

/** Hash of what stands in a region. How lines end does not count: git may change it. */
export function hashRegion(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 12);
}
