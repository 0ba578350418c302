import type { CachePlan, ContextPlan, ImagePlan, Plan, StagePlan } from '../plan/plan';

/** Paints parts of the table; each takes plain text and returns it painted. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

/** For files and pipes. */
export const NO_COLORS: Palette = {
  bold: (text) => text,
  dim: (text) => text,
  yellow: (text) => text,
  green: (text) => text,
};

const WIDTH = 100;

const DECISIONS: Readonly<Record<ImagePlan['decision'], string>> = {
  build: 'is built',
  reuse: 'exists, and is tagged instead of being built',
  unknown: 'is built unless it exists: nobody was asked',
};

/** Writes a plan for people, at most 100 columns wide. */
export function formatTable(plan: Plan, palette: Palette = NO_COLORS): string {
  const { runner, cache } = plan;
  const lines = [
    ...wrap(`runner  ${runner.kind} (${runner.why})`),
    ...wrap(`cache   ${describeCache(cache)}`),
    ...wrap(`compare ${describeComparison(plan)}`),
  ];
  if (plan.images.length === 0) lines.push('', 'no image');
  for (const image of plan.images) {
    const { kind } = image.cache ?? cache;
    const named = kind === 'local' || kind === 'registry';
    lines.push('', ...formatImage(image, { palette, named }));
  }
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function describeComparison({ base, baseWhy, head }: Plan): string {
  const what = base === null ? 'with nothing' : `${base.slice(0, 12)} … ${head.slice(0, 12)}`;
  return `${what} (${baseWhy})`;
}

/** A reason may be long: it says how to get what the clone lacks. A word that no line has room for is cut. */
function wrap(text: string): string[] {
  const [first = '', ...words] = text.split(' ');
  const lines = [first];
  for (const word of words) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length <= WIDTH) lines[lines.length - 1] = line;
    else lines.push(`        ${word}`);
  }
  return lines.map(clip);
}

interface TableOptions {
  readonly palette: Palette;
  /** Whether caches are kept under names. */
  readonly named: boolean;
}

function formatImage(image: ImagePlan, { palette, named }: TableOptions): string[] {
  const platforms = image.platforms.join(', ');
  const title = `${image.project}  ${image.dockerfile} → ${image.target}  ${platforms}`;
  const several = new Set(image.stages.map(({ platform }) => platform)).size > 1;
  const rows = image.stages.map((stage) => describeStage(stage, { several, named }));
  const header = ['stage', 'affected', 'cache', 'files', 'projects'];
  const widths = header.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => (row[at] as string).length)),
  );
  const line = (cells: readonly string[]) =>
    clip(`  ${cells.map((cell, at) => cell.padEnd(widths[at] as number)).join('  ')}`.trimEnd());
  return [
    palette.bold(clip(title)),
    ...image.tags.map((tag) => clip(`  tag ${tag}`)),
    ...describeContext(image.context).map(clip),
    ...(image.cache ? [clip(`  cache ${describeCache(image.cache)}`)] : []),
    palette.dim(line(header)),
    ...image.stages.flatMap((stage, at) => {
      const paint =
        stage.affected === null ? palette.dim : stage.affected ? palette.yellow : palette.green;
      const remarks = [...stage.why, ...describeSharing(stage)];
      return [
        paint(line(rows[at] as string[])),
        ...remarks.map((remark) => palette.dim(clip(`      ${remark}`))),
      ];
    }),
    clip(`  ${DECISIONS[image.decision]}`),
    ...image.why.map((reason) => clip(`  ${reason}`)),
    ...describeTransfers(image).map(clip),
  ];
}

function describeContext(context: ContextPlan): string[] {
  if (context.scope === 'all') return [];
  return [`  context ${[...context.projects, ...context.include].join(', ')}`];
}

function describeStage(
  stage: StagePlan,
  { several, named }: { readonly several: boolean; readonly named: boolean },
): string[] {
  const affected = stage.affected === null ? '?' : stage.affected ? 'yes' : 'no';
  const exists = stage.exists === null ? 'not asked' : stage.exists ? 'exists' : 'missing';
  return [
    several ? `${stage.name} ${stage.platform}` : stage.name,
    affected,
    stage.cacheable && named ? exists : '-',
    String(stage.files),
    stage.projects.join(', '),
  ];
}

function describeCache({ kind, location, why }: CachePlan): string {
  return `${kind}${location === null ? '' : ` ${location}`} (${why})`;
}

function describeSharing({ sharedWith }: StagePlan): string[] {
  return sharedWith.length > 0 ? [`the same stage in ${sharedWith.join(', ')}`] : [];
}

function describeTransfers(image: ImagePlan): string[] {
  const lines: string[] = [];
  if (image.import !== null) lines.push(`  import ${image.import}`);
  for (const { stage, from } of image.fetch) lines.push(`  fetch  ${stage} from ${from}`);
  if (image.export !== null) lines.push(`  export ${image.export}`);
  return lines;
}

function clip(line: string): string {
  return line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line;
}
