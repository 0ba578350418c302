import { resolve } from 'node:path';
import { formatCommands } from '../../report/format-commands';
import { formatResult } from '../../report/format-result';
import { formatSummary } from '../../report/format-summary';
import { writeOutput } from '../../report/write-output';
import type { BuiltImage } from '../../run/build/build-image';

export interface ReportSurroundings {
  /** Absolute path of the workspace root. */
  readonly root: string;
  readonly write: (text: string) => void;
  readonly warn: (message: string) => void;
}

/** Tells what became of an image: at the end of its log, and in the file that was asked for. */
export async function reportBuilt(
  built: BuiltImage,
  { root, write, warn }: ReportSurroundings,
): Promise<void> {
  const { dryRun, metadataFile } = built.options;
  if (dryRun) return write(formatCommands(built));
  for (const { message } of built.run?.result.warnings ?? []) warn(message);
  write(formatSummary(built));
  if (metadataFile !== undefined) {
    await writeOutput(resolve(root, metadataFile), formatResult(built));
  }
}
