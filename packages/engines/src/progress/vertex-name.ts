/** A vertex's name taken apart: the instruction of a Dockerfile that it stands for. */
export interface InstructionName {
  /** The stage's name in lower case, or its index where it has none; `null` when it is the only one. */
  readonly stage: string | null;
  readonly platform: string | null;
  readonly instruction: string;
  /** Whether its stage has more than the instructions below its FROM: triggers of ONBUILD came before it. */
  readonly triggered: boolean;
}

/**
 * `[` platform (of a build for several) `->` the platform it compiles for, stage, position `/` count `]` instruction. A trigger has
 * `ONBUILD` before it; in earlier versions, count is without triggers.
 * Source: `prefixCommand` in BuildKit's frontend/dockerfile/dockerfile2llb/convert.go.
 */
const INSTRUCTION =
  /^\[(?:(?<platform>[^\s\]]+\/[^\s\]]+) )?(?:(?<stage>[^\s\]/]+) )? *(?<position>\d+)\/(?<count>\d+)\] (?<instruction>.*)$/s;

/** `null` for what is no instruction: loads, imports, exports. */
export function parseVertexName(name: string): InstructionName | null {
  const groups = INSTRUCTION.exec(name)?.groups;
  if (!groups) return null;
  const { instruction = '' } = groups;
  return {
    stage: stageName(groups['stage']),
    platform: groups['platform']?.split('->')[0] ?? null,
    instruction,
    triggered:
      instruction.startsWith('ONBUILD ') || Number(groups['position']) > Number(groups['count']),
  };
}

/** BuildKit shows a stage without a name as `stage-N`. */
function stageName(shown: string | undefined): string | null {
  return shown?.replace(/^stage-(?=\d+$)/, '') ?? null;
}
