import { literalWord, type Word } from '../expand/word';
import type { Instruction } from '../model';
import { readList } from '../parse/check-instruction';
import { isHeredoc, parseHeredoc } from '../parse/heredoc';
import type { Read, Source, Step } from '../stage-graph-model';
import { normalizeFlags, readCopyFlags, type CopyFlags } from './copy-flags';
import { checkChecksum, classifySource, type CopySource } from './copy-sources';
import { expandBody } from './expander';
import { findCopySource } from './find-source';
import { checkPatterns } from './check-patterns';
import { cleanPath, cleanPivot } from './paths';
import { renderFlags, renderWord } from './render';
import { expander, expandOptions, makeStep, type StepContext } from './step-context';

const MAIN_CONTEXT: Source = { kind: 'context', name: null };

/** Makes the step of a COPY or ADD, with what it reads. */
export function makeCopyStep(instruction: Instruction, context: StepContext): Step {
  const { keyword } = instruction;
  const position = { path: context.setting.path, line: instruction.line };
  const expand = expander(instruction, context);
  const words = readList(instruction.argument);
  const destination = expand(words.pop() as string);
  const options = readCopyFlags(instruction.flags, { position, expand });
  const from =
    options.from === null ? null : findCopySource(options.from, context.setting, position);
  const { checksum } = options;
  const sources: CopySource[] = [];
  let paths = '';
  let heredocs = '';
  for (const word of words) {
    if (isHeredoc(word)) {
      heredocs += ` ${renderHeredoc(word, instruction, context)}`;
      continue;
    }
    const source = classifySource(expand(word), { position, keyword, checksum });
    sources.push(source);
    paths += ` ${renderWord(cleanSource(source, options))}`;
  }
  checkChecksum(checksum, sources, position);
  const flags = renderFlags(normalizeFlags(options.flags, from));
  const reads = listReads(sources, { from: from ?? MAIN_CONTEXT, options });
  for (const read of reads) checkPatterns(read, position);
  const text = `${keyword}${flags}${paths}${heredocs} ${renderWord(destination)}`;
  return makeStep(instruction, text, { reads });
}

function listReads(
  sources: readonly CopySource[],
  {
    from,
    options: { exclude, parents },
  }: { readonly from: Source; readonly options: Pick<CopyFlags, 'exclude' | 'parents'> },
): Read[] {
  const paths: string[] = [];
  const remotes: Read[] = [];
  let isKnown = true;
  for (const { local, word, remote } of sources) {
    if (remote !== null) remotes.push(readAll(remote));
    if (!local) continue;
    if (word.literal === null) isKnown = false;
    else paths.push((parents ? cleanPivot : cleanPath)(word.literal));
  }
  // A path that only the engine can expand could be any: all of the source counts.
  if (!isKnown) return [{ ...readAll(from), exclude, required: false }, ...remotes];
  return paths.length === 0
    ? remotes
    : [{ from, paths, exclude, parents, required: true }, ...remotes];
}

function readAll(from: Source): Read {
  return { from, paths: ['.'], exclude: [], parents: false, required: true };
}

/** A path as BuildKit cleans it; `--parents` gives a meaning to `/./` in it. */
function cleanSource({ word, remote }: CopySource, { parents }: CopyFlags): Word {
  if (remote !== null || word.literal === null) return word;
  const path = (parents ? cleanPivot : cleanPath)(word.literal);
  return path === word.literal ? word : literalWord(path);
}

/** A heredoc with its body. The last body of a name counts for all heredocs of that name, as in BuildKit. */
function renderHeredoc(word: string, instruction: Instruction, context: StepContext): string {
  const name = parseHeredoc(word)?.name as string;
  const heredoc = instruction.heredocs.findLast((candidate) => candidate.name === name);
  const content = heredoc?.content ?? '';
  const body: Word = heredoc?.expand
    ? expandBody(content, expandOptions(instruction, context))
    : literalWord(content);
  return `<<${name}:${JSON.stringify(body.canonical)}`;
}
