import type { SolveStatus, Vertex } from './solve-status';

/** All that was reported of one vertex. */
export interface VertexHistory {
  readonly digest: string;
  readonly name: string;
  /** Digests of the vertices it needs. */
  readonly inputs: readonly string[];
  /** Intervals of work by their start, in order; the last may be open. */
  readonly intervals: Map<string, Interval>;
  /** Whether its command put anything out. */
  hasOutput: boolean;
  error: string | null;
}

export interface Interval {
  readonly started: string;
  readonly completed: string | null;
  readonly cached: boolean;
}

export type VertexHistories = Map<string, VertexHistory>;

/** Takes what one line says into the histories. */
export function recordStatus(histories: VertexHistories, status: SolveStatus): void {
  for (const vertex of status.vertexes ?? []) {
    const history = histories.get(vertex.digest) ?? startHistory(vertex);
    histories.set(vertex.digest, history);
    if (vertex.error) history.error = vertex.error;
    if (vertex.started) {
      history.intervals.set(vertex.started, {
        started: vertex.started,
        completed: vertex.completed ?? null,
        cached: vertex.cached ?? false,
      });
    }
  }
  for (const { vertex } of status.logs ?? []) {
    const history = histories.get(vertex);
    if (history) history.hasOutput = true;
  }
}

function startHistory(vertex: Vertex): VertexHistory {
  return {
    digest: vertex.digest,
    name: vertex.name,
    inputs: vertex.inputs ?? [],
    intervals: new Map(),
    hasOutput: false,
    error: null,
  };
}
