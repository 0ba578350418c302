import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeDocker } from '../testing/fake-docker';
import { inspectEngine } from './inspect-engine';

const FIXTURES = join(__dirname, '..', 'testing', 'fixtures');

/** A docker that answers with recorded output. */
function answering({ info, builder }: { info: string; builder: string }) {
  return fakeDocker(`case "$1" in
  info) ${info} ;;
  buildx) ${builder} ;;
esac`);
}

const INFO = `cat ${FIXTURES}/docker-info.containerd.json`;
const NO_DAEMON = `cat ${FIXTURES}/docker-info.no-daemon.json; echo 'Cannot connect to the Docker daemon' >&2; exit 1`;
const BUILDER = `cat ${FIXTURES}/builder.docker.txt`;

function infoWith(from: string, to: string): string {
  return `sed 's/${from}/${to}/' ${FIXTURES}/docker-info.containerd.json`;
}

it('tells what there is', async () => {
  const env = { ...answering({ info: INFO, builder: BUILDER }) };
  expect(await inspectEngine({ env })).toEqual({
    clientVersion: '28.5.2+dfsg4',
    serverVersion: '28.5.2+dfsg4',
    buildxVersion: '0.29.1',
    containerdStore: true,
    registryMirrors: ['http://127.0.0.1:5198/'],
    insecureRegistries: ['127.0.0.0/8', '::1/128'],
    builder: expect.objectContaining({ name: 'default', driver: 'docker' }),
  });
});

it('asks for the builder that it is told', async () => {
  const env = { ...answering({ info: INFO, builder: 'echo "Name: $3"; echo "Driver: remote"' }) };
  expect((await inspectEngine({ env, builder: 'farm' })).builder.name).toBe('farm');
});

it('needs no daemon where the builder is elsewhere', async () => {
  const builder = 'printf "Name: farm\\nDriver: remote\\nPlatforms: linux/arm64\\n"';
  const env = { ...answering({ info: NO_DAEMON, builder }) };
  expect(await inspectEngine({ env })).toMatchObject({
    serverVersion: null,
    builder: { driver: 'remote', platforms: ['linux/arm64'] },
  });
});

it('copes with a buildx that does not know its version', async () => {
  const info = infoWith('0.29.1+ds1', 'v0.0.0+unknown');
  const env = { ...answering({ info, builder: BUILDER }) };
  expect((await inspectEngine({ env })).buildxVersion).toBe(null);
});

it.each([
  [1, 'BUILDX_MISSING', infoWith('"Name": "buildx"', '"Name": "compose"'), BUILDER],
  [2, 'BUILDX_TOO_OLD', infoWith('0.29.1+ds1', '0.12.1'), BUILDER],
  [
    3,
    'ENGINE_TOO_OLD',
    infoWith('"ServerVersion": "28.5.2', '"ServerVersion": "20.10.24'),
    BUILDER,
  ],
  [4, 'ENGINE_UNREACHABLE', NO_DAEMON, `cat ${FIXTURES}/builder.no-daemon.txt`],
  [5, 'ENGINE_UNREACHABLE', 'echo "unexpected" >&2; exit 1', BUILDER],
  [6, 'ENGINE_UNREACHABLE', INFO, 'echo "ERROR: no builder \\"x\\" found" >&2; exit 1'],
  [7, 'ENGINE_PERMISSION', NO_DAEMON, 'echo "Error: permission denied while trying to connect"'],
])('%i: %s', async (_, code, info, builder) => {
  const env = { ...answering({ info, builder }) };
  await expect(inspectEngine({ env })).rejects.toMatchObject({ code, hint: expect.any(String) });
});

it('ENGINE_MISSING where the PATH has no docker', async () => {
  await expect(inspectEngine({ env: { PATH: tmpdir() } })).rejects.toMatchObject({
    code: 'ENGINE_MISSING',
  });
});
