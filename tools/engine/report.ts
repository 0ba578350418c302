/** Tells a person what is being done. On standard error: standard output carries results only. */
export function report(line: string): void {
  process.stderr.write(`engine: ${line}\n`);
}
