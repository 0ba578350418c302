/** One document of `--progress=rawjson`, one a line but with buildx 0.13: BuildKit's `client.SolveStatus`. */
export interface SolveStatus {
  readonly vertexes?: readonly Vertex[];
  readonly statuses?: readonly VertexStatus[];
  readonly logs?: readonly VertexLog[];
  readonly warnings?: readonly VertexWarning[];
}

/** The present state of a vertex. It may start and complete several times: to resolve, then to run. */
export interface Vertex {
  readonly digest: string;
  readonly inputs?: readonly string[];
  readonly name: string;
  readonly started?: string;
  readonly completed?: string;
  readonly cached?: boolean;
  readonly error?: string;
}

/** A part of a vertex's work, such as a layer's transfer. */
export interface VertexStatus {
  readonly id: string;
  readonly vertex: string;
  /** Bytes, where the part has a size. */
  readonly current: number;
  readonly total?: number;
  readonly started?: string;
  readonly completed?: string;
}

export interface VertexLog {
  readonly vertex: string;
  /** Base64; any part of the output, not only whole lines. */
  readonly data: string;
  readonly timestamp: string;
}

export interface VertexWarning {
  readonly vertex: string;
  /** Base64. */
  readonly short: string;
  readonly url?: string;
  readonly range?: readonly { readonly start?: { readonly line?: number } }[];
}

/** Reads one document. `null` where it is none of BuildKit's, such as a message of the docker client. */
export function parseSolveStatus(text: string): SolveStatus | null {
  if (!text.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isSolveStatus(value) ? value : null;
  } catch {
    return null;
  }
}

function isSolveStatus(value: unknown): value is SolveStatus {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['vertexes', 'statuses', 'logs', 'warnings'].some((key) => key in value)
  );
}
