import type { Step } from '../dockerfile/stage-graph-model';

/**
 * A step's text without the names of the stages it reads from: those are known by their fingerprints, so a stage that is
 * only renamed changes nothing. Names stand in flags, which come before all else in the text, in the order of the reads.
 */
export function neutralText({ text, reads }: Pick<Step, 'text' | 'reads'>): string {
  let neutral = text;
  for (const { from } of reads) {
    if (from.kind !== 'stage') continue;
    const name = from.stage.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    neutral = neutral.replace(new RegExp(`(?<=[-,=]from=)${name}(?=[ ,"]|$)`), '');
  }
  return neutral;
}
