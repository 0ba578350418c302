/** What is wrong with a text, and in which line. */
export class LineError extends Error {
  constructor(
    readonly line: number,
    what: string,
    readonly hint: string,
  ) {
    super(what);
  }
}

/** Gives a SyntaxError the line it belongs to. */
export function atLine<T>(line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const hint = 'See https://docs.docker.com/reference/dockerfile/ for what is allowed.';
    throw new LineError(line, error.message, hint);
  }
}
