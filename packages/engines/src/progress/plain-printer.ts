import { StringDecoder } from 'node:string_decoder';
import { decodeBase64 } from './decode-base64';
import type { SolveStatus, Vertex, VertexLog, VertexStatus, VertexWarning } from './solve-status';

/** Lines of a vertex's output that are kept to be shown again where it fails. */
const KEPT_LINES = 20;

interface PrintedVertex {
  readonly number: number;
  readonly started: string;
  /** Puts characters together that were cut in two. */
  readonly decoder: StringDecoder;
  /** Output after the last line end. */
  rest: string;
  /** The last lines of its output. */
  readonly lines: string[];
  /** Whether anything was printed since its last end. */
  open: boolean;
}

/**
 * Turns progress into lines as BuildKit's plain mode words them: `#5 [deps 2/4] RUN npm ci`, `#5 0.812 …`, `#5 DONE 1.2s`.
 * Lines come as they happen; steps that run side by side are told apart by their number.
 */
export class PlainPrinter {
  private readonly vertices = new Map<string, PrintedVertex>();
  private readonly endedStatuses = new Set<string>();

  /** Lines for what a status adds to those before it, vertex by vertex. */
  print(status: SolveStatus): string[] {
    const { vertexes = [], statuses = [], logs = [], warnings = [] } = status;
    const digests = [
      ...vertexes.map(({ digest }) => digest),
      ...[...statuses, ...logs, ...warnings].map(({ vertex }) => vertex),
    ];
    return [...new Set(digests)].flatMap((digest) => {
      const isIt = ({ vertex }: { readonly vertex: string }) => vertex === digest;
      const states = vertexes.filter((vertex) => vertex.digest === digest);
      return [
        ...states.flatMap((vertex) => this.printStart(vertex)),
        ...statuses.filter(isIt).flatMap((part) => this.printPart(part)),
        ...logs.filter(isIt).flatMap((log) => this.printLog(log)),
        ...warnings.filter(isIt).flatMap((warning) => this.printWarning(warning)),
        ...states.flatMap((vertex) => this.printEnd(vertex)),
      ];
    });
  }

  /** The last lines that a vertex put out. */
  lastLines(digest: string): readonly string[] {
    return this.vertices.get(digest)?.lines ?? [];
  }

  private printStart({ digest, name, started }: Vertex): string[] {
    if (!started || this.vertices.has(digest)) return [];
    const number = this.vertices.size + 1;
    this.vertices.set(digest, {
      number,
      started,
      decoder: new StringDecoder('utf8'),
      rest: '',
      lines: [],
      open: true,
    });
    return [`#${number} ${name}`];
  }

  private printPart({ id, vertex, started, completed, current, total }: VertexStatus): string[] {
    const printed = this.vertices.get(vertex);
    const key = `${vertex} ${id}`;
    if (!printed || !completed || this.endedStatuses.has(key)) return [];
    this.endedStatuses.add(key);
    printed.open = true;
    const size =
      current > 0 ? ` ${formatBytes(current)}${total ? ` / ${formatBytes(total)}` : ''}` : '';
    return [`#${printed.number} ${id}${size} ${formatSpan(started ?? completed, completed)} done`];
  }

  private printLog({ vertex, data, timestamp }: VertexLog): string[] {
    const printed = this.vertices.get(vertex);
    if (!printed) return [];
    const output = printed.rest + printed.decoder.write(Buffer.from(data, 'base64'));
    const lines = output.split(/\r?\n/).map(lastOverwrite);
    printed.rest = lines.pop() ?? '';
    printed.open = true;
    keepLast(printed.lines, lines);
    const seconds = secondsBetween(printed.started, timestamp).toFixed(3);
    return lines.map((line) => `#${printed.number} ${seconds} ${line}`);
  }

  private printWarning({ vertex, short }: VertexWarning): string[] {
    const printed = this.vertices.get(vertex);
    return [`${printed ? `#${printed.number} ` : ''}WARN: ${decodeBase64(short)}`];
  }

  private printEnd(vertex: Vertex): string[] {
    const { digest, started, completed } = vertex;
    const printed = this.vertices.get(digest);
    if (!printed?.open || !started || !completed || isLookUp(vertex)) return [];
    const rest = printed.rest ? [printed.rest] : [];
    printed.rest = '';
    printed.open = false;
    keepLast(printed.lines, rest);
    return [...rest, formatEnd(vertex)].map((line) => `#${printed.number} ${line}`).concat('');
  }
}

function keepLast(kept: string[], lines: readonly string[]): void {
  kept.push(...lines.slice(-KEPT_LINES));
  kept.splice(0, kept.length - KEPT_LINES);
}

/** The first, momentary interval of a source, before its work: BuildKit asks for its cache key. */
function isLookUp({ inputs, started, completed, cached, error }: Vertex): boolean {
  const isMoment = secondsBetween(started ?? '', completed ?? '') < 0.001;
  return !inputs?.length && !cached && !error && isMoment;
}

function formatEnd({ started, completed, cached, error }: Vertex): string {
  if (error?.endsWith('context canceled')) return 'CANCELED';
  if (error) return `ERROR: ${error}`;
  if (cached) return 'CACHED';
  return `DONE ${formatSpan(started ?? '', completed ?? '')}`;
}

/** What a terminal would show of a line that progress bars wrote over with carriage returns. */
function lastOverwrite(line: string): string {
  return line.slice(line.lastIndexOf('\r') + 1);
}

function formatSpan(from: string, to: string): string {
  return `${secondsBetween(from, to).toFixed(1)}s`;
}

function secondsBetween(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from)) / 1000;
}

function formatBytes(bytes: number): string {
  if (bytes < 1e3) return `${bytes}B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)}kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)}MB`;
  return `${(bytes / 1e9).toFixed(2)}GB`;
}
