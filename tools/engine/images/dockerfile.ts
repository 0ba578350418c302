/** Where the certificates lie in Debian, on the machine and in images. */
export const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/**
 * The Dockerfile of the base images, with a target for each: `debian`, `node` and `busybox`. It follows
 * the official images' (user `node` with id 1000, entry point, environment), for linux/amd64 and arm64.
 *
 * @param certificates the machine has certificates of its own that Node.js needs to reach its registry
 */
export function renderBaseDockerfile({ certificates }: { certificates: boolean }): string {
  const extraCertificates = certificates ? [`ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES}`] : [];
  return [
    'FROM scratch AS debian',
    'ARG TARGETARCH',
    'ADD rootfs-$TARGETARCH.tar /',
    'CMD ["bash"]',
    '',
    'FROM debian AS node',
    'RUN groupadd --gid 1000 node \\',
    ' && useradd --uid 1000 --gid node --shell /bin/bash --create-home node',
    'ARG TARGETARCH',
    'COPY node-$TARGETARCH/ /usr/local/',
    'COPY npm/ /usr/local/lib/node_modules/npm/',
    'COPY settings/ /',
    'RUN ln -s node /usr/local/bin/nodejs \\',
    ' && ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \\',
    ' && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \\',
    ' && node --version && npm --version',
    ...extraCertificates,
    'ENTRYPOINT ["docker-entrypoint.sh"]',
    'CMD ["node"]',
    '',
    'FROM scratch AS busybox',
    'ARG TARGETARCH',
    'COPY busybox-$TARGETARCH/ /bin/',
    'RUN ["/bin/busybox", "--install", "/bin"]',
    'CMD ["sh"]',
    '',
  ].join('\n');
}

/** What the official image does: arguments that are no command are Node.js's. */
export const ENTRYPOINT = `#!/bin/sh
set -e
if [ "\${1#-}" != "\${1}" ] || [ -z "$(command -v "\${1}")" ] || { [ -f "\${1}" ] && ! [ -x "\${1}" ]; }; then
  set -- node "$@"
fi
exec "$@"
`;

/**
 * The npm settings of images: the machine's registry and certificates, no credentials.
 *
 * @param registry npm's setting of that name
 */
export function renderNpmrc(registry: string, { certificates }: { certificates: boolean }): string {
  return [
    ...(certificates ? [`cafile=${CERTIFICATES}`] : []),
    ...(registry ? [`registry=${registry}`] : []),
    'update-notifier=false',
    '',
  ].join('\n');
}
