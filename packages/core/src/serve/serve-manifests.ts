import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import type { Instruction } from '../dockerfile/model';
import { chooseSources, readCopy, writeCopy, type RootFiles } from './copy-sources';
import { serveMounts } from './serve-mounts';

export interface ServeOptions extends RootFiles {
  /** Name of the context that the files are served from. */
  readonly context: string;
}

/** A Dockerfile whose root manifests come from a context of their own. */
export interface ServedDockerfile {
  readonly text: string;
  /** Why nothing is served; `null` when something is. */
  readonly why: string | null;
}

/**
 * Rewrites a Dockerfile so that files in the root of its main context come from another context: wherever an instruction takes one of
 * them, alone, by a wildcard or with the whole root, it takes it from there. They can then leave the main context, and each
 * instruction still gives the same paths. All or nothing: where one instruction cannot be told, the text stays as it is.
 * @throws StageBuildError DOCKERFILE_INVALID
 */
export function serveManifests(text: string, options: ServeOptions): ServedDockerfile {
  const { stages, globalArgs } = parseDockerfile(text);
  if (stages.some(({ name }) => name?.toLowerCase() === options.context))
    return { text, why: `a stage is named ${options.context}` };
  const instructions = stages.flatMap((stage) => stage.instructions);
  const lines = text.split('\n');
  const starts = [...globalArgs, ...stages, ...instructions]
    .map(({ line }) => line)
    .sort((a, b) => a - b);
  const edits = new Map<number, { readonly end: number; readonly text: readonly string[] }>();
  for (const instruction of instructions) {
    const end = (starts.find((start) => start > instruction.line) ?? lines.length + 1) - 1;
    const raw = lines.slice(instruction.line - 1, end);
    const served = serveInstruction(instruction, { raw, ...options });
    if (typeof served === 'string') return { text, why: `line ${instruction.line}: ${served}` };
    if (served !== null) edits.set(instruction.line, { end, text: served });
  }
  if (edits.size === 0) return { text, why: 'the Dockerfile copies no root manifest' };
  const written: string[] = [];
  for (let line = 1; line <= lines.length; line++) {
    const edit = edits.get(line);
    written.push(...(edit?.text ?? [lines[line - 1] as string]));
    if (edit) line = edit.end;
  }
  return { text: written.join('\n'), why: null };
}

/** New lines, `null` when they stay, or what keeps the instruction from being served. */
function serveInstruction(
  instruction: Instruction,
  options: ServeOptions & { readonly raw: readonly string[] },
): readonly string[] | string | null {
  const { keyword } = instruction;
  if (keyword === 'ONBUILD' && /^\s*(COPY|ADD|RUN\s.*--mount)/i.test(instruction.argument))
    return 'ONBUILD runs elsewhere';
  if (keyword === 'RUN') return serveMounts(instruction, options);
  if (keyword !== 'COPY' && keyword !== 'ADD') return null;
  const copy = readCopy(instruction);
  if (copy === null) return null;
  const chosen = chooseSources(copy, options);
  if (typeof chosen === 'string') return chosen;
  const { served, left } = chosen;
  if (served.length === 0) return null;
  const line = writeCopy({ ...copy, sources: served }, options.context);
  if (left.length === copy.sources.length) return [...options.raw, line];
  return left.length === 0 ? [line] : [writeCopy({ ...copy, sources: left }), line];
}
