/** A part cannot be had on this machine. Its message is one line: what is missing and what to do. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

/** A command that we ran failed. Its message holds the command and the end of what it printed. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
