import { parseOsRelease } from './debian';

describe('parseOsRelease', () => {
  it('reads the codename', () => {
    const text = 'PRETTY_NAME="Debian GNU/Linux 12"\nVERSION_CODENAME=bookworm\nID=debian\n';
    expect(parseOsRelease(text)).toEqual({ codename: 'bookworm' });
  });

  it.each([
    [1, 'ID=ubuntu\nVERSION_CODENAME=noble\nPRETTY_NAME="Ubuntu 24.04"\n', /this is Ubuntu 24\.04/],
    [2, 'ID=debian\nPRETTY_NAME="Debian sid"\n', /this is Debian sid/],
    [3, '', /this is something else/],
  ])('%i: refuses what is no Debian release', (_number, text, message) => {
    expect(() => parseOsRelease(text)).toThrow(message);
    expect(() => parseOsRelease(text)).toThrow(/install Docker with buildx/);
  });
});
