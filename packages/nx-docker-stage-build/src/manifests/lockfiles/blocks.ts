/** A part of a lockfile as it is written: what it is for, and its lines. */
export interface Block {
  readonly key: string;
  readonly lines: readonly string[];
}

/**
 * Cuts text into blocks: each starts with a line of the given indentation and takes all deeper ones. Lockfiles are written by machines, so
 * lines tell all, many times faster than a parser of YAML, and what is kept stays byte for byte.
 */
export function cutBlocks(lines: readonly string[], indent: number): Block[] {
  const margin = ' '.repeat(indent);
  const blocks: { key: string; lines: string[] }[] = [];
  for (const line of lines) {
    const starts = line.startsWith(margin) && /^[^\s#]/.test(line.slice(indent));
    if (starts) blocks.push({ key: keyOf(line), lines: [line] });
    else if (line.trim() !== '') blocks.at(-1)?.lines.push(line);
  }
  return blocks;
}

/** The key of a line such as `'@a/b@1.0.0': {}`. */
export function keyOf(line: string): string {
  const text = line.trim();
  const quoted = /^(?:'((?:[^']|'')*)'|"((?:[^"\\]|\\.)*)")/.exec(text);
  if (quoted) return quoted[1]?.replace(/''/g, "'") ?? (quoted[2] as string);
  return /^(.*?):(?: |$)/.exec(text)?.[1] ?? text;
}

/** The value of a line such as `react: 18.3.1`; empty when the line has none. */
export function valueOf(line: string): string {
  const text = line.trim();
  const key = /^(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|.*?):(?: |$)/.exec(text)?.[0] ?? '';
  const value = text.slice(key.length).trim();
  if (/^'.*'$/.test(value)) return value.slice(1, -1).replace(/''/g, "'");
  return /^".*"$/.test(value) ? (JSON.parse(value) as string) : value;
}
