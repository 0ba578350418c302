import { isSpace } from './whitespace';

/** Splits the `--flags` at the head of an instruction from its argument, as BuildKit's split_command.go does. */
export function splitFlags(
  text: string,
  escape: string,
): { readonly flags: readonly string[]; readonly argument: string } {
  const flags: string[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && isSpace(text[at] as string)) at++;
    if (!text.startsWith('--', at)) return { flags, argument: text.slice(at) };
    const { flag, end } = readFlag(text, { at, escape });
    at = end;
    if (flag === '--' && end < text.length) return { flags, argument: text.slice(end) };
    if (flag !== '--') flags.push(flag);
  }
}

/** Reads to the white space that ends a flag; quotes and escapes are taken away. */
function readFlag(
  text: string,
  { at, escape }: { readonly at: number; readonly escape: string },
): { flag: string; end: number } {
  let quote: string | null = null;
  let flag = '';
  let end = at;
  for (; end < text.length; end++) {
    const char = text[end] as string;
    if (quote === null && isSpace(char)) break;
    if (char === quote) quote = null;
    else if (quote === null && (char === '"' || char === "'")) quote = char;
    else if (char !== escape) flag += char;
    // An escape at the very end stands for nothing.
    else flag += text[++end] ?? '';
  }
  return { flag, end };
}
