import { readFixture } from '../testing/read-fixture';
import { parseDockerInfo } from './parse-docker-info';

const CLIENT = { clientVersion: '28.5.2+dfsg4', hasBuildx: true, buildxVersion: '0.29.1' };
const DAEMON = {
  serverVersion: '28.5.2+dfsg4',
  registryMirrors: ['http://127.0.0.1:5198/'],
  insecureRegistries: ['127.0.0.0/8', '::1/128'],
};

describe('parseDockerInfo', () => {
  it.each([
    [1, 'containerd', { ...CLIENT, ...DAEMON, containerdStore: true }],
    [2, 'classic', { ...CLIENT, ...DAEMON, containerdStore: false }],
    [
      3,
      'no-daemon',
      {
        ...CLIENT,
        serverVersion: null,
        containerdStore: false,
        registryMirrors: [],
        insecureRegistries: [],
      },
    ],
  ])('%i: %s', (_, name, expected) => {
    expect(parseDockerInfo(readFixture(`docker-info.${name}.json`))).toEqual(expected);
  });

  it('names insecure registries by host too', () => {
    const config = {
      IndexConfigs: { 'docker.io': { Secure: true }, 'registry.lan:5000': { Secure: false } },
    };
    const { insecureRegistries } = parseDockerInfo(JSON.stringify({ RegistryConfig: config }));
    expect(insecureRegistries).toEqual(['registry.lan:5000']);
  });

  it('sees that buildx is missing', () => {
    const info = { ClientInfo: { Version: '28.2.2', Plugins: null } };
    expect(parseDockerInfo(JSON.stringify(info))).toMatchObject({ hasBuildx: false });
  });
});
