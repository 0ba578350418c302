import { lexWords, type LexOptions } from '../expand/lexer';

/** The head of a heredoc: what a word such as `<<-"EOF"` says. */
export interface HeredocHead {
  readonly name: string;
  readonly expand: boolean;
  /** `<<-`: leading tabs are taken away. */
  readonly chomp: boolean;
}

/** Whether an instruction can be followed by heredocs (ONBUILD: if its trigger can). */
export function canHaveHeredocs(keyword: string): boolean {
  return keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD';
}

/**
 * Finds the heredocs that a line starts, in order.
 * @throws SyntaxError for a delimiter whose quotes do not end
 */
export function findHeredocs(line: string): HeredocHead[] {
  return lineWords(line)
    .map(parseHeredoc)
    .filter((head) => head !== null);
}

/** Reads a word as the head of a heredoc; `null` when it is none. */
export function parseHeredoc(word: string): HeredocHead | null {
  const [, dash, rest = ''] = /^\d*<<(-?)\s*([^<]*)$/.exec(word) ?? [];
  if (rest === '') return null;
  const [name, ...more] = lexWords(rest, OPTIONS);
  if (name === undefined || more.length > 0) return null;
  const raw = lexWords(rest, { ...OPTIONS, rawQuotes: true })[0] ?? '';
  return { name, expand: countQuotes(name) === countQuotes(raw), chomp: dash === '-' };
}

/** Whether a word of COPY or ADD stands for a heredoc. One that cannot be read is a path. */
export function isHeredoc(word: string): boolean {
  if (!word.includes('<<')) return false;
  try {
    return parseHeredoc(word) !== null;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

export function chompTabs(text: string): string {
  return text.replace(/^\t+/gm, '');
}

// Variables are not looked at; BuildKit uses a backslash here whatever the escape directive says.
const OPTIONS: LexOptions = { escape: '\\', lookup: () => 'unknown' };

function lineWords(line: string): readonly string[] {
  try {
    return lexWords(line, { ...OPTIONS, rawQuotes: true, rawEscapes: true });
  } catch (error) {
    // A line that the lexer refuses has no heredocs for BuildKit either: the shell may still take it.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function countQuotes(text: string): number {
  return text.replace(/[^'"]/g, '').length;
}
