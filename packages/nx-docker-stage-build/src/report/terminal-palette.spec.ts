import { NO_COLORS } from '@docker-stage-build/core';
import { terminalPalette } from './terminal-palette';

describe('colours', () => {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  afterEach(() => Object.assign(process.env, { NO_COLOR, FORCE_COLOR }));

  it.each([
    [1, 'a terminal', { isTTY: true }, '', true],
    [2, 'a pipe', {}, '', false],
    [3, 'a file', { isTTY: false }, '', false],
    [4, 'a terminal that wants none', { isTTY: true }, '1', false],
  ])('%i: are for a terminal that wants them, not %s', (_, _what, stream, noColor, has) => {
    process.env['NO_COLOR'] = noColor;
    expect(terminalPalette(stream) !== NO_COLORS).toBe(has);
  });
});
