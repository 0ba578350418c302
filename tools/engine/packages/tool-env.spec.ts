import { toolEnv } from './tool-env';

it('finds unpacked tools first, then the caller’s, then the system’s, and keeps other variables', () => {
  const env = toolEnv({ root: '/host' }, [{ root: '/engine' }], {
    PATH: '/mine',
    HTTPS_PROXY: 'p',
  });
  const path = env['PATH']?.split(':') ?? [];
  const order = ['/engine/usr/sbin', '/host/usr/sbin', '/mine', '/usr/bin'];
  expect(order.map((folder) => path.indexOf(folder))).toEqual(
    [...order.map((folder) => path.indexOf(folder))].sort((a, b) => a - b),
  );
  expect(order.every((folder) => path.includes(folder))).toBe(true);
  expect(env['LD_LIBRARY_PATH']).toMatch(/^\/host\/usr\/lib\//);
  expect(env['HTTPS_PROXY']).toBe('p');
});

it('needs no PATH', () => {
  expect(toolEnv({ root: '/host' }, [], {})['PATH']).toMatch(/\/host\/bin:\/usr\/local\/sbin/);
});
