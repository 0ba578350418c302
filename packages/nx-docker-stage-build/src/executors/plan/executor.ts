import { join } from 'node:path';
import { logger, type ExecutorContext } from '@nx/devkit';
import { formatMermaid, formatTable, type Plan } from '@docker-stage-build/core';
import { parsePlanOptions, type PlanOptions } from '../../options';
import { formatBake } from '../../report/format-bake';
import { terminalPalette } from '../../report/terminal-palette';
import { writeOutput } from '../../report/write-output';
import { openClient } from '../../run/open-client';
import { planImage } from '../../run/plan-image';
import { prepareImage, type PreparedImage } from '../../run/prepare-image';
import { toJob } from '../../run/to-job';
import { readWorkspace } from '../../workspace/workspace';
import { runExecutor } from '../run-executor';

/** Executor `nx-docker-stage-build:plan`: says what would happen to each stage, and why. */
export default function planExecutor(
  raw: unknown,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return runExecutor(async (signal) => {
    const workspace = readWorkspace(context);
    const { env } = process;
    const { format, outputFile, resolve, ...asked } = parsePlanOptions(raw, {
      project: workspace.project.name,
    });
    const prepared = await prepareImage(asked, { workspace, env });
    const warn = (message: string) => logger.warn(message);
    const client = resolve ? openClient(prepared.options, { engineMirrors: [], env, warn }) : null;
    const { plan } = await planImage(prepared, { client, signal, warn });
    const text = formatPlan(plan, { format, prepared, toTerminal: outputFile === undefined });
    if (outputFile === undefined) process.stdout.write(text);
    else await writeOutput(join(workspace.root, outputFile), text);
  });
}

interface Formatting {
  readonly format: PlanOptions['format'];
  readonly prepared: PreparedImage;
  readonly toTerminal: boolean;
}

function formatPlan(plan: Plan, { format, prepared, toTerminal }: Formatting): string {
  switch (format) {
    case 'table':
      return formatTable(plan, toTerminal ? terminalPalette() : undefined);
    case 'json':
      return `${JSON.stringify(plan, null, 2)}\n`;
    case 'mermaid':
      return formatMermaid(plan);
    case 'bake': {
      const { root } = prepared.workspace;
      const job = toJob(prepared.options, { ...prepared, root, env: process.env });
      const [image] = plan.images;
      return formatBake([
        { ...job, cacheFrom: image?.import ?? null, cacheTo: image?.export ?? null },
      ]);
    }
  }
}
