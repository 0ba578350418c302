/** Says what is being done, and when it is done how long that took. */
export class Steps {
  private readonly start = Date.now();

  constructor(private readonly write: (line: string) => void) {}

  /**
   * Does one step.
   *
   * @param work answers with the step's result, and optionally with what to say of it
   */
  async take<T>(label: string, work: () => Promise<T>, say?: (result: T) => string): Promise<T> {
    const start = Date.now();
    this.write(`▸ ${label}`);
    const result = await work();
    const remark = say ? `: ${say(result)}` : '';
    this.write(`  ${formatSeconds(Date.now() - start)}${remark}`);
    return result;
  }

  /** Time since the first step, for the end. */
  total(): string {
    return formatSeconds(Date.now() - this.start);
  }
}

function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
