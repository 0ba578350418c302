import { LANGUAGE_IMAGES, renderLanguageDockerfile } from './language-dockerfile';

const CERTIFICATES = ['/etc/ssl/certs/ca-certificates.crt'];

it.each([
  [1, CERTIFICATES, true],
  [2, [], false],
])('%i: certificates of the machine are in: %j', (_number, certificates, expected) => {
  const options = { certificates, native: 'amd64', emulated: [] };
  const dockerfile = renderLanguageDockerfile(LANGUAGE_IMAGES.bases, options);
  expect(dockerfile.includes('ENV SSL_CERT_FILE=')).toBe(expected);
  expect(dockerfile.match(/^COPY /gm)?.length ?? 0).toBe(expected ? 4 : 0);
  expect(dockerfile.match(/^FROM \w+-\$TARGETARCH AS (\w+)$/gm)).toHaveLength(4);
});

it.each([
  [1, [], ''],
  [2, ['arm64'], 'python nginx caddy'],
])('%i: images that apps run on are there for %j, too', (_number, emulated, expected) => {
  const options = { certificates: [], native: 'amd64', emulated };
  const dockerfile = renderLanguageDockerfile(LANGUAGE_IMAGES.bases, options);
  const targets = [...dockerfile.matchAll(/^FROM scratch AS (\w+)-arm64$/gm)].map(
    ([, name]) => name,
  );
  expect(targets.join(' ')).toBe(expected);
});
