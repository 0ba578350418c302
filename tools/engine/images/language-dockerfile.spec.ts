import { LANGUAGE_IMAGES, renderLanguageDockerfile } from './language-dockerfile';

it.each([
  [1, ['/etc/ssl/certs/ca-certificates.crt'], true],
  [2, [], false],
])('%i: certificates of the machine are in: %j', (_number, certificates, expected) => {
  const dockerfile = renderLanguageDockerfile(LANGUAGE_IMAGES.bases, certificates);
  expect(dockerfile.includes('ENV SSL_CERT_FILE=')).toBe(expected);
  expect(dockerfile.match(/^COPY /gm)?.length ?? 0).toBe(expected ? 4 : 0);
  expect(dockerfile.match(/^FROM debian AS (\w+)$/gm)).toHaveLength(4);
});
