import { renderRegistryConfig, renderRegistryRun } from './registry-config';

const SETTINGS = { address: '127.0.0.1:5000', storage: '/data' };

it('lets images be deleted, and writes an access log', () => {
  expect(JSON.parse(renderRegistryConfig(SETTINGS))).toMatchObject({
    log: { accesslog: { disabled: false } },
    storage: { filesystem: { rootdirectory: '/data' }, delete: { enabled: true } },
    http: { addr: '127.0.0.1:5000' },
  });
});

it('publishes a container’s port on the loopback address only', () => {
  const args = renderRegistryRun('name', SETTINGS);
  expect(args[args.indexOf('--publish') + 1]).toBe('127.0.0.1:5000:5000');
  expect(args[args.indexOf('--volume') + 1]).toBe('/data:/var/lib/registry');
});
