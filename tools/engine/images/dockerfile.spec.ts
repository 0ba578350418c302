import { renderBaseDockerfile, renderNpmrc } from './dockerfile';

it.each([[true], [false]])('Node.js gets more certificates: %s', (certificates) => {
  const dockerfile = renderBaseDockerfile({ certificates });
  expect(dockerfile.includes('ENV NODE_EXTRA_CA_CERTS=')).toBe(certificates);
  expect(dockerfile.match(/^FROM .* AS (\w+)$/gm)).toHaveLength(3);
});

it.each([
  [
    1,
    'https://registry.test/',
    true,
    'cafile=/etc/ssl/certs/ca-certificates.crt\nregistry=https://registry.test/\nupdate-notifier=false\n',
  ],
  [2, 'https://registry.test/', false, 'registry=https://registry.test/\nupdate-notifier=false\n'],
  [3, '', false, 'update-notifier=false\n'],
])('%i: npm settings', (_number, registry, certificates, expected) => {
  expect(renderNpmrc(registry, { certificates })).toBe(expected);
});
