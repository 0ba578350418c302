import { resolve } from 'node:path';
import { formatCommands } from '../../report/format-commands';
import { formatResult } from '../../report/format-result';
import { formatSummary } from '../../report/format-summary';
import { writeOutput } from '../../report/write-output';
import type { BuiltImage } from '../../run/build-image';

export interface ReportSurroundings {
  /** Absolute path of the workspace root. */
  readonly root: string;
  readonly write: (text: string) => void;
  readonly warn: (message: string) => void;
}

/** Tells what became of an image: at the end of its log, and in the file that was asked for. */
export async function reportBuilt(
  { options, plan, job, cache, run }: BuiltImage,
  { root, write, warn }: ReportSurroundings,
): Promise<void> {
  if (run === null) return write(formatCommands(plan, job));
  for (const { message } of run.result.warnings) warn(message);
  write(formatSummary({ plan, cache, ...run }));
  if (options.metadataFile !== undefined) {
    await writeOutput(resolve(root, options.metadataFile), formatResult({ plan, cache, ...run }));
  }
}
