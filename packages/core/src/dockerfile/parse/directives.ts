import { trim, trimStart } from './whitespace';

const DIRECTIVE = /^([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+)$/;
const NAMES = new Set(['syntax', 'escape', 'check']);

/** The parser directives at the head of a Dockerfile: `# name=value` before anything else. */
export class Directives {
  private readonly values = new Map<string, string>();
  private done = false;

  get escape(): '\\' | '`' {
    return this.values.get('escape') === '`' ? '`' : '\\';
  }

  /** The image of `# syntax=`, without what follows it on the line. */
  get syntax(): string | null {
    return this.values.get('syntax')?.split(' ')[0] ?? null;
  }

  /**
   * Takes a line as a directive, if it is one; the first line that is not ends them.
   * @throws SyntaxError for a directive given twice and an escape character that is none
   */
  take(line: string): void {
    if (this.done) return;
    const [, key, text = ''] = line.startsWith('#')
      ? (DIRECTIVE.exec(trimStart(line.slice(1))) ?? [])
      : [];
    const name = key?.toLowerCase();
    if (name === undefined || !NAMES.has(name)) {
      this.done = true;
      return;
    }
    const value = trim(text);
    if (this.values.has(name)) throw new SyntaxError(`the directive \`${name}\` is there twice`);
    if (name === 'escape' && value !== '\\' && value !== '`') {
      throw new SyntaxError(`\`${value}\` is not an escape character: it is \`\\\` or \`\`\`\``);
    }
    if (name === 'check') checkOptions(value);
    this.values.set(name, value);
  }
}

/** `skip=…;experimental=…;error=…`, in any order (BuildKit, frontend/dockerfile/linter). */
function checkOptions(value: string): void {
  for (const option of value.split(';')) {
    const [, key = option, setting] = /^([^=]*)=(.*)$/.exec(option) ?? [];
    const name = key.trim();
    const known = name === 'skip' || name === 'experimental' || name === 'error';
    if (!known || setting === undefined) {
      throw new SyntaxError(
        `\`${key}\` is no option of \`check\`: they are skip, experimental, error`,
      );
    }
    if (name === 'error' && !/^(?:1|t|true|0|f|false)$/i.test(setting.trim())) {
      throw new SyntaxError('`error` of `check` is `true` or `false`');
    }
  }
}
