/**
 * Joins the lines of documents that were printed over several, as buildx 0.13 does: from a line `{` to a line `}`.
 * Every other line stands for itself.
 */
export class DocumentJoiner {
  private readonly lines: string[] = [];

  /** A whole document or line; `null` while a document is not complete. */
  join(line: string): string | null {
    if (this.lines.length === 0 && line !== '{') return line;
    this.lines.push(line);
    return line === '}' ? this.lines.splice(0).join('\n') : null;
  }
}
