import { checkCounts } from './check-counts';
import type { Figures, Row } from './summarize';

const HEAD = [
  'scenario',
  'form',
  'ours',
  'peer',
  'ratio',
  'goal',
  '',
  'requests',
  'MB down',
  'MB up',
  'builds',
  'RUN ours',
  'RUN peer',
];

/** A Markdown table for each workload and engine. Figures of both tools stand as ours / peer. */
export function formatReport(rows: readonly Row[]): string {
  const places = [...new Set(rows.map(placeOf))];
  return places
    .map((place) => {
      const lines = rows.filter((row) => placeOf(row) === place).map(formatRow);
      return `### ${place}\n\n${formatTable([HEAD, HEAD.map(() => '---'), ...lines])}`;
    })
    .join('\n\n');
}

/** A Markdown table of the goals that are counts; empty where none was measured. */
export function formatChecks(rows: readonly Row[]): string {
  const lines = checkCounts(rows).map(({ what, figure, goal, met }) => [
    what,
    String(Math.round(figure * 10) / 10),
    `≤ ${goal}`,
    met ? 'met' : 'not met',
  ]);
  if (lines.length === 0) return '';
  const head = ['count', 'ours', 'goal', ''];
  return formatTable([head, head.map(() => '---'), ...lines]);
}

/** Rows of cells as lines of a Markdown table. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** `12.3 s`, and the lowest and highest where there are several. */
export function formatSeconds({ seconds, lowest, highest, runs }: Figures): string {
  const range = runs > 1 ? ` (${lowest.toFixed(1)}–${highest.toFixed(1)})` : '';
  return `${seconds.toFixed(1)} s${range}`;
}

const ENGINE_NAMES = { docker: 'Docker', buildkit: 'BuildKit' };

function placeOf({ workload, engineKind }: Row): string {
  return `${workload}, ${ENGINE_NAMES[engineKind]}`;
}

function formatRow({ scenario, form, ours, peer, ratio, goal }: Row): string[] {
  const both = (value: (figures: Figures) => string): string => `${value(ours)} / ${value(peer)}`;
  return [
    scenario,
    form,
    formatSeconds(ours),
    formatSeconds(peer),
    ratio.toFixed(2),
    goal === null ? '' : `≤ ${goal}`,
    goal === null ? '' : ratio <= goal ? 'met' : 'not met',
    both(({ requests }) => String(Math.round(requests))),
    both(({ megabytesDown }) => megabytesDown.toFixed(0)),
    both(({ megabytesUp }) => megabytesUp.toFixed(0)),
    both(({ builds }) => String(builds)),
    formatRuns(ours),
    formatRuns(peer),
  ];
}

/** Steps that were executed, and those that had to be. */
function formatRuns({ executed, needed, runsWithNeedless, runs }: Figures): string {
  const needless = runsWithNeedless === 0 ? '' : `, needless in ${runsWithNeedless} of ${runs}`;
  return `${executed} of ${needed}${needless}`;
}
