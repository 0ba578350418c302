import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SoakResult } from './soak';

/** Figures of the last long run that was kept. */
export interface SoakFigures extends SoakResult {
  /** `2026-11-21` */
  readonly date: string;
  /** Per cent of all requests that were to fail. */
  readonly failing: number;
  readonly seed: number;
}

/** Where they are kept. */
export const FIGURES = join(__dirname, 'figures.json');

export function readFigures(): SoakFigures {
  return JSON.parse(readFileSync(FIGURES, 'utf8')) as SoakFigures;
}
