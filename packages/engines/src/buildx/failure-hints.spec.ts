import { hintFor } from './failure-hints';

it.each([
  [1, 'ERROR: failed to build: Cache export is not supported for the docker driver.', 'containerd image store'],
  [2, 'failed to push h/a:1: unexpected status from HEAD request: 401 Unauthorized', 'docker login'],
  [3, 'nosuch:9: failed to resolve source metadata for docker.io/library/nosuch:9: docker.io/library/nosuch:9: not found', 'base image'],
  [4, 'failed to copy: write /x: no space left on device', 'docker buildx prune'],
  [5, 'exec /bin/sh: exec format error', 'emulator'],
  [6, 'failed to calculate checksum of ref abc::def: "/nope.txt": not found', 'ignore file'],
  [7, 'http: server gave HTTP response to HTTPS client', 'insecure-registries'],
  [8, 'process "/bin/sh -c npm ci" did not complete successfully: exit code: 137', 'memory'],
  [9, 'process "/bin/sh -c nmp ci" did not complete successfully: exit code: 127', 'not in the image'],
  [10, 'dial tcp 127.0.0.1:1: connect: connection refused', 'cannot be reached'],
  [11, 'tls: failed to verify certificate: x509: certificate signed by unknown authority', 'certificate authority'],
  [12, 'unexpected status: 429 Too Many Requests', 'limits how often'],
  [13, 'unknown flag: --progress', 'buildx plugin'],
  [14, 'failed to solve: secret npm: not found', '`secrets`'],
  [15, "unknown: The image tag '1' already exists in the 'a' repository and cannot be overwritten because the tag is immutable.", 'no tag change'],
  [16, 'denied: adding 29.0 MiB of storage resource, which when updated to current usage of 152.4 MiB will exceed the configured upper limit of 10.0 MiB.', 'no room left'],
  [17, 'denied: Your authorization token has expired. Reauthenticate and try again.', 'log in again'],
  [18, "name unknown: The repository with name 'a' does not exist in the registry with id '123456789012'", 'no such repository'],
  [19, 'denied: permission_denied: You have exceeded a secondary rate limit.', 'limits how often'],
  [20, 'unexpected status from PUT request to http://h/v2/a/manifests/1: 503 Service Unavailable', 'in trouble'],
  [21, 'net/http: HTTP/1.x transport connection broken: malformed HTTP response', 'speaks TLS'],
  [22, 'failed to prepare extraction snapshot "extract-1 sha256:a": parent snapshot sha256:b does not exist: not found', 'build again'],
])('%i: %s', (_, text, hint) => {
  expect(hintFor(text)).toContain(hint);
}); // prettier-ignore

it('has no hint for what it does not know', () => {
  expect(hintFor('process "/bin/sh -c test" did not complete successfully: exit code: 1')).toBe(
    undefined,
  );
});
