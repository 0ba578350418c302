import { isArm64Handler } from './arm64';

const entry = (lines: Record<string, string>): string => {
  const { state = 'enabled', flags = 'OCF', machine = 'b700' } = lines;
  return `${state}
interpreter /usr/bin/qemu-aarch64
flags: ${flags}
offset 0
magic 7f454c460201010000000000000000000200${machine}
mask ffffffffffffff00fffffffffffffffffeffffff
`;
};

it.each([
  [1, 'ours', {}, true],
  [2, 'disabled', { state: 'disabled' }, false],
  [3, 'not found from inside a container', { flags: 'OC' }, false],
  [4, 'of another machine', { machine: 'f300' }, false],
])('%i: a handler that is %s', (_number, _case, lines, expected) => {
  expect(isArm64Handler(entry(lines))).toBe(expected);
});
