import { makeEnvironment } from './environment';

describe('makeEnvironment', () => {
  it('keeps what names a CI, a Docker or an Nx run out', () => {
    const own = {
      PATH: '/bin',
      HOME: '/home/me',
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      DOCKER_HOST: 'unix:///x',
      NX_BASE: 'main',
      https_proxy: 'http://proxy',
    };
    expect(makeEnvironment(own)).toEqual({
      PATH: '/bin',
      HOME: '/home/me',
      https_proxy: 'http://proxy',
      NX_DAEMON: 'false',
      NX_INTERACTIVE: 'false',
      NX_NO_CLOUD: 'true',
      NX_TUI: 'false',
      FORCE_COLOR: '0',
    });
  });

  it('lets the caller decide', () => {
    expect(makeEnvironment({ PATH: '/bin' }, { PATH: '/opt', CI: '1' })).toMatchObject({
      PATH: '/opt',
      CI: '1',
    });
  });
});
