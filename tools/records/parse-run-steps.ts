/** A RUN step of a build, as the engine recorded it. */
export interface RunStep {
  /** As the engine names it: `[build 4/4] RUN npm run build`. */
  readonly name: string;
  /** Whether its command was executed; if not, its result came from a cache. */
  readonly ran: boolean;
}

/** One line of `--progress=rawjson`, as far as it is read here. */
interface StatusLine {
  readonly vertexes?: readonly {
    readonly digest: string;
    readonly name: string;
    readonly started?: string;
    readonly cached?: boolean;
  }[];
  readonly logs?: readonly { readonly vertex: string }[];
}

const RUN = /^\[[^\]]+\] RUN /;

/**
 * Reads the RUN steps out of a build's record. A step ran when it was first started without a cache's
 * result, or when its command put anything out.
 */
export function parseRunSteps(rawJson: string): RunStep[] {
  const lines = rawJson.split('\n').filter((line) => line.startsWith('{'));
  const statuses = lines.map((line) => JSON.parse(line) as StatusLine);
  const withOutput = new Set(statuses.flatMap(({ logs = [] }) => logs.map(({ vertex }) => vertex)));
  const steps = new Map<string, { name: string; firstCached?: boolean }>();
  for (const { digest, name, started, cached = false } of statuses.flatMap(
    ({ vertexes = [] }) => vertexes,
  )) {
    const step = steps.get(digest) ?? { name };
    steps.set(digest, step);
    if (started !== undefined) step.firstCached ??= cached;
  }
  return [...steps]
    .filter(([, { name }]) => RUN.test(name))
    .map(([digest, { name, firstCached }]) => ({
      name,
      ran: firstCached === false || withOutput.has(digest),
    }));
}
