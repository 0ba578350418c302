/** A stretch of time in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Anything that a build did, as the engine recorded it: an instruction, an import, an export, … */
export interface Step {
  /** Equal in two builds that share the step. */
  readonly digest: string;
  /** As the engine names it: `[build 4/4] RUN npm run build`, `exporting to image`. */
  readonly name: string;
  /** Whether it was done; if not, its result came from a cache, or nobody needed it. */
  readonly ran: boolean;
  /** When something was done for it. A cached step has a span too: its layers may be pulled. */
  readonly spans: readonly Span[];
}

/** A RUN step. */
export type RunStep = Pick<Step, 'name' | 'ran'>;

interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly started?: string;
  readonly completed?: string;
  readonly cached?: boolean;
}

/** One line of `--progress=rawjson`, as far as it is read here. */
interface StatusLine {
  readonly vertexes?: readonly Vertex[];
  readonly logs?: readonly { readonly vertex: string }[];
}

const RUN = /^\[[^\]]+\] RUN /;

/** Whether a step is a RUN instruction. */
export function isRun({ name }: Pick<Step, 'name'>): boolean {
  return RUN.test(name);
}

/**
 * Reads all steps out of a build's record. A step ran when it was first started without a cache's result, or when
 * its command put anything out.
 */
export function parseSteps(rawJson: string): Step[] {
  const lines = rawJson.split('\n').filter((line) => line.startsWith('{'));
  const statuses = lines.map((line) => JSON.parse(line) as StatusLine);
  const withOutput = new Set(statuses.flatMap(({ logs = [] }) => logs.map(({ vertex }) => vertex)));
  const states = new Map<string, Vertex[]>();
  for (const vertex of statuses.flatMap(({ vertexes = [] }) => vertexes)) {
    states.set(vertex.digest, [...(states.get(vertex.digest) ?? []), vertex]);
  }
  return [...states].map(([digest, vertexes]) => {
    const first = vertexes.find(({ started }) => started !== undefined);
    return {
      digest,
      name: (vertexes[0] as Vertex).name,
      ran: (first !== undefined && !first.cached) || withOutput.has(digest),
      spans: spansOf(vertexes),
    };
  });
}

/** A step may start several times: to resolve, then to be pulled. */
function spansOf(vertexes: readonly Vertex[]): Span[] {
  const spans = new Map<number, number>();
  for (const { started, completed } of vertexes) {
    if (started && completed) spans.set(Date.parse(started), Date.parse(completed));
  }
  return [...spans].map(([from, to]) => ({ from, to }));
}
