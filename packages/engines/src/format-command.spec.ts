import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { formatCommand } from './format-command';

describe('formatCommand', () => {
  it.each([
    [1, ['build', '--tag', 'a/b:1'], 'docker build --tag a/b:1'],
    [2, ['--label', 'a=b c'], "docker --label 'a=b c'"],
    [3, ["it's"], "docker 'it'\\''s'"],
    [4, ['$HOME', '', '*'], "docker '$HOME' '' '*'"],
  ])('%i: %j', (_, args, text) => {
    expect(formatCommand('docker', args)).toBe(text);
  });

  it('gives a shell the very words', () => {
    const word = fc.string().filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const command = formatCommand('printf', ['%s\\0', ...words]);
        const output = execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' });
        expect(output).toBe(words.map((text) => `${text}\0`).join(''));
      }),
      { numRuns: 25 },
    );
  });
});
