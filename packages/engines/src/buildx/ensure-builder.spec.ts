import { createFacts } from '../testing/create-facts';
import { fakeDocker } from '../testing/fake-docker';
import { createArguments, ensureBuilder, planBuilder } from './ensure-builder';

const MIRROR = createFacts({ registryMirrors: ['http://127.0.0.1:5000/'] });

describe('planBuilder', () => {
  it('has a plain name where dockerd says nothing of registries', () => {
    expect(planBuilder(createFacts())).toEqual({
      name: 'docker-stage-build',
      config: '',
      hostNetwork: false,
    });
  });

  it('takes mirrors and insecure registries over', () => {
    const facts = createFacts({
      registryMirrors: ['https://mirror.lan/hub', 'http://127.0.0.1:5000/'],
      insecureRegistries: ['127.0.0.0/8', 'registry.lan:5000'],
    });
    expect(planBuilder(facts)).toEqual({
      name: expect.stringMatching(/^docker-stage-build-[0-9a-f]{8}$/),
      config: [
        '[registry."docker.io"]',
        '  mirrors = ["mirror.lan/hub", "127.0.0.1:5000"]',
        '[registry."registry.lan:5000"]',
        '  http = true',
        '  insecure = true',
        '[registry."127.0.0.1:5000"]',
        '  http = true',
        '  insecure = true',
        '',
      ].join('\n'),
      hostNetwork: true,
    });
  });

  it.each([
    [1, [], false],
    [2, ['ghcr.io'], false],
    [3, ['127.0.0.1:5000'], true],
    [4, ['localhost:5000'], true],
    [5, ['[::1]:5000'], true],
  ])('%i: whether registries %j need the host network: %j', (_, registries, hostNetwork) => {
    expect(planBuilder(createFacts(), registries).hostNetwork).toBe(hostNetwork);
  });

  it('gives another configuration another name', () => {
    expect(planBuilder(MIRROR).name).not.toBe(planBuilder(createFacts(), ['localhost:1']).name);
  });
});

it('creates a docker-container builder', () => {
  expect(createArguments(planBuilder(MIRROR), '/c.toml').slice(4)).toEqual([
    ...['--driver', 'docker-container', '--driver-opt', 'network=host', '--config', '/c.toml'],
  ]);
});

describe('ensureBuilder', () => {
  it('takes a builder that is there already', async () => {
    const env = {
      ...fakeDocker(`case "$2" in
  create) echo 'ERROR: existing instance for "docker-stage-build" but no append mode' >&2; exit 1 ;;
esac`),
    };
    expect(await ensureBuilder(createFacts(), { env })).toBe('docker-stage-build');
  });

  it('looks again when another task is starting it', async () => {
    const env = {
      ...fakeDocker(`if [ "$2" = inspect ] && [ ! -e "$(dirname "$0")/lost" ]; then
  touch "$(dirname "$0")/lost"
  echo 'ERROR: Conflict. The container name is already in use' >&2; exit 1
fi`),
    };
    expect(await ensureBuilder(createFacts(), { env })).toBe('docker-stage-build');
  });

  it('says what to do where it cannot be started', async () => {
    const env = {
      ...fakeDocker('[ "$2" = create ] || { echo "pulling: no such host" >&2; exit 1; }'),
    };
    await expect(ensureBuilder(createFacts(), { env })).rejects.toMatchObject({
      code: 'ENGINE_CANNOT_CACHE',
      message: expect.stringContaining('pulling: no such host'),
      hint: expect.stringContaining('cache: none'),
    });
  });
});
