import { styleText } from 'node:util';
import { NO_COLORS, type Palette } from '@docker-stage-build/core';

/** Colours where a stream is a terminal that wants them (https://no-color.org), else none. Default: standard output. */
export function terminalPalette({ isTTY }: { readonly isTTY?: boolean } = process.stdout): Palette {
  if (!isTTY || process.env['NO_COLOR']) return NO_COLORS;
  const paint = (style: 'bold' | 'dim' | 'yellow' | 'green') => (text: string) =>
    styleText(style, text);
  return { bold: paint('bold'), dim: paint('dim'), yellow: paint('yellow'), green: paint('green') };
}
