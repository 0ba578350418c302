import type { Measurement } from './measure-plan';

/** DESIGN section 6: under 1 s, and under 300 MB, which are 286 MiB. */
export const GOAL = { projects: 1000, milliseconds: 1000, peakMiB: 286 };

/** Writes a Markdown table. Growth is how much the time of a project changed against the size before: 1 is linear. */
export function formatFigures(figures: readonly Measurement[]): string {
  const rows = figures.map((figure, at) => {
    const before = figures[at - 1];
    return [
      figure.projects,
      figure.stages,
      figure.milliseconds,
      figure.cpuMilliseconds,
      figure.peakMiB,
      figure.startMiB,
      before ? growth(before, figure).toFixed(2) : '',
    ];
  });
  const head = [
    'projects',
    'stages',
    'ms',
    'CPU ms',
    'peak MiB',
    'of it at start',
    'growth a project',
  ];
  return [head, head.map(() => '---:'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Time a project at one size, by that at a smaller one. */
export function growth(smaller: Measurement, larger: Measurement): number {
  return larger.milliseconds / larger.projects / (smaller.milliseconds / smaller.projects);
}

/** What of the goal is missed; empty when it is met, or its size was not measured. */
export function missedGoals(figures: readonly Measurement[]): string[] {
  const figure = figures.find(({ projects }) => projects === GOAL.projects);
  if (!figure) return [];
  return [
    ...(figure.milliseconds > GOAL.milliseconds
      ? [`${figure.milliseconds} ms, more than ${GOAL.milliseconds} ms`]
      : []),
    ...(figure.peakMiB > GOAL.peakMiB
      ? [`${figure.peakMiB} MiB, more than ${GOAL.peakMiB} MiB`]
      : []),
  ];
}
