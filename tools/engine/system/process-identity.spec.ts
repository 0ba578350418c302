import { identify, isAlive, parseStat, selectEngineProcesses } from './process-identity';

it('reads a stat file whose process has brackets and blanks in its name', () => {
  const fields = ['S', '7', ...Array.from({ length: 17 }, (_, n) => String(n)), '4711', '0'];
  expect(parseStat(`42 (a (b) c) ${fields.join(' ')}`)).toEqual({
    state: 'S',
    parent: 7,
    startTicks: '4711',
  });
});

it('knows a running process from another with its pid', () => {
  const self = identify(process.pid);
  expect(self).not.toBeNull();
  if (!self) return;
  expect(isAlive(self)).toBe(true);
  expect(isAlive({ ...self, startTicks: '1' })).toBe(false);
  expect(isAlive({ ...self, bootId: 'another' })).toBe(false);
});

describe('selectEngineProcesses', () => {
  const shim = ['/t/containerd-shim-runc-v2', '-address', '/run/one/exec/containerd.sock'];
  const processes = [
    { pid: 1, parent: 0, argv: ['/sbin/init'] },
    { pid: 10, parent: 1, argv: shim },
    { pid: 11, parent: 10, argv: ['node', 'server.js'] },
    { pid: 12, parent: 11, argv: ['sh', '-c', 'sleep 1'] },
    { pid: 20, parent: 1, argv: ['tail', '-f', '/run/one/exec/log'] },
    { pid: 30, parent: 1, argv: ['containerd', '--config', '/run/one-more/containerd.toml'] },
  ];

  it('finds runtimes and what runs in containers, and nobody else', () => {
    expect(selectEngineProcesses(processes, '/run/one')).toEqual({
      runtimes: [10],
      contained: [11, 12],
    });
  });

  it('finds nothing for a folder that no engine uses', () => {
    expect(selectEngineProcesses(processes, '/run/two')).toEqual({ runtimes: [], contained: [] });
  });
});
