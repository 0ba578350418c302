import { formatMermaid, formatTable, type Palette, type Plan } from '@docker-stage-build/core';
import type { BuildJob } from '@docker-stage-build/engines';
import type { PlanOptions } from '../options';
import { formatBake } from './format-bake';

export interface PlanFormat {
  readonly format: PlanOptions['format'];
  readonly palette: Palette;
  /** Jobs of the plan's images, in its order. */
  readonly jobs: readonly BuildJob[];
}

/** Writes a plan as it was asked for. */
export function formatPlan(plan: Plan, { format, palette, jobs }: PlanFormat): string {
  switch (format) {
    case 'table':
      return formatTable(plan, palette);
    case 'json':
      return `${JSON.stringify(plan, null, 2)}\n`;
    case 'mermaid':
      return formatMermaid(plan);
    case 'bake':
      return formatBake(
        jobs.map((job, at) => ({
          ...job,
          cacheFrom: plan.images[at]?.import ?? null,
          cacheTo: plan.images[at]?.export ?? null,
        })),
      );
  }
}
