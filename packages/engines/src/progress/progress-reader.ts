import type { BuildWarning, StepRecord } from '../build-result';
import { CACHE_IMPORT_PREFIX, listCacheWarnings, type CacheRefs } from './list-cache-warnings';
import { decodeBase64 } from './decode-base64';
import { DocumentJoiner } from './join-documents';
import { listBases } from './list-bases';
import { listSteps } from './list-steps';
import { listTriggered } from './list-triggered';
import { PlainPrinter } from './plain-printer';
import { parseSolveStatus, type VertexWarning } from './solve-status';
import { recordStatus, type VertexHistories, type VertexHistory } from './vertex-history';

/** Lines of the engine's own text that are kept for an error's message. */
const KEPT_LINES = 40;

/** Reads the lines of `--progress=rawjson`, and whatever text the engine writes between them. */
export class ProgressReader {
  private readonly joiner = new DocumentJoiner();
  private readonly printer = new PlainPrinter();
  private readonly histories: VertexHistories = new Map();
  private readonly lint: BuildWarning[] = [];
  private readonly text: string[] = [];

  /** Takes one line in and returns the lines to show for it. */
  read(line: string): string[] {
    const document = this.joiner.join(line);
    if (document === null) return [];
    const status = parseSolveStatus(document);
    if (!status) return this.readText(document);
    recordStatus(this.histories, status);
    this.lint.push(...(status.warnings ?? []).map(lintWarning));
    return this.printer.print(status);
  }

  /** What became of each step; `onlyStage` names the stage of a Dockerfile that has but one. */
  steps(onlyStage: string): StepRecord[] {
    return listSteps(this.histories, onlyStage);
  }

  /** Digests of the images that the build stood on. */
  bases(): ReadonlyMap<string, string> {
    return listBases(this.histories.values());
  }

  /** Stages in which the engine carried out triggers of ONBUILD. */
  triggered(onlyStage: string): ReadonlySet<string> {
    return listTriggered(this.histories.values(), onlyStage);
  }

  warnings(refs: CacheRefs): BuildWarning[] {
    return [
      ...listCacheWarnings(this.histories.values(), refs),
      ...this.text.filter(isMissingLocalCache).map((message): BuildWarning => ({
        kind: 'cache-import',
        ref: refs.from,
        message,
      })),
      ...this.lint,
    ];
  }

  /** The vertex that failed the build, where one did. */
  failedVertex(): VertexHistory | null {
    return [...this.histories.values()].find(hasFailed) ?? null;
  }

  /** The last lines that a vertex put out. */
  lastLines(digest: string): readonly string[] {
    return this.printer.lastLines(digest);
  }

  /** The last lines that were no progress: the engine's own error, among others. */
  lastText(): readonly string[] {
    return this.text;
  }

  private readText(line: string): string[] {
    this.text.push(line);
    if (this.text.length > KEPT_LINES) this.text.shift();
    return [line];
  }
}

/** An error of its own: not that of being cancelled for another's, nor a missing cache, which fails no build. */
function hasFailed({ name, error }: VertexHistory): boolean {
  return (
    error !== null && !error.endsWith('context canceled') && !name.startsWith(CACHE_IMPORT_PREFIX)
  );
}

/** buildx itself leaves out a `type=local` import whose folder it cannot read, and says so in text only. */
function isMissingLocalCache(line: string): boolean {
  return line.startsWith('WARNING: local cache import at ');
}

function lintWarning({ short }: VertexWarning): BuildWarning {
  return { kind: 'dockerfile', ref: null, message: decodeBase64(short) };
}
