import { type StageBuildError } from '../errors';
import { formatPlatform, parsePlatform } from './platform';

describe('parsePlatform', () => {
  it.each([
    [1, 'linux/amd64', 'linux/amd64'],
    [2, 'linux/x86_64', 'linux/amd64'],
    [3, 'linux/amd64/v1', 'linux/amd64'],
    [4, 'linux/amd64/v3', 'linux/amd64/v3'],
    [5, 'linux/arm64/v8', 'linux/arm64'],
    [6, 'linux/aarch64', 'linux/arm64'],
    [7, 'linux/arm', 'linux/arm/v7'],
    [8, 'linux/arm/6', 'linux/arm/v6'],
    [9, 'linux/armhf', 'linux/arm/v7'],
    [10, 'Linux/ARM64', 'linux/arm64'],
    [11, 'macos/arm64', 'darwin/arm64'],
    [12, 'arm64', 'linux/arm64'],
    [13, 'windows', 'windows/amd64'],
  ])('%i: reads %s as %s', (_, text, expected) => {
    expect(formatPlatform(parsePlatform(text))).toBe(expected);
  });

  it('fills in from the builder what is left out', () => {
    const local = parsePlatform('linux/arm64');
    expect(formatPlatform(parsePlatform('linux', local))).toBe('linux/arm64');
  });

  it.each([[''], ['linux/'], ['a/b/c/d'], ['linux amd64'], ['toaster'], ['/amd64']])(
    'refuses "%s" with a hint',
    (text) => {
      const error = errorOf(() => parsePlatform(text));
      expect(error).toMatchObject({
        code: 'PLATFORM_INVALID',
        hint: expect.stringMatching(/os\/arch/),
      });
    },
  );
});

function errorOf(act: () => unknown): StageBuildError {
  try {
    act();
  } catch (error) {
    return error as StageBuildError;
  }
  throw new Error('nothing was refused');
}
