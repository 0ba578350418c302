import { hashRegion, MARK } from './mark-regions';

/** A generated part of a Dockerfile, as it stands there. */
export interface Region {
  readonly name: string;
  /** What stands between the marks, with its line ends. */
  readonly text: string;
  /** Hash of what was generated. */
  readonly hash: string;
  /** Whether somebody changed what was generated. */
  readonly edited: boolean;
  /** Line of the first mark, from 1. */
  readonly line: number;
  /** Where the region with its marks starts and ends in the text of the file. */
  readonly start: number;
  readonly end: number;
}

const REGION = new RegExp(`^# <${MARK}:(\\S+) ([0-9a-f]+)>\\r?\\n([^]*?)^# </${MARK}:\\1>`, 'gm');

/** Finds the generated parts of a Dockerfile. One whose marks somebody took away belongs to them. */
export function findRegions(dockerfile: string): Region[] {
  return [...dockerfile.matchAll(REGION)].map((match) => {
    const [whole, name, hash, text] = match as unknown as [string, string, string, string];
    return {
      name,
      text,
      hash,
      edited: hashRegion(text) !== hash,
      line: dockerfile.slice(0, match.index).split('\n').length,
      start: match.index,
      end: match.index + whole.length,
    };
  });
}
