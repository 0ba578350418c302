import { renderDaemonConfig } from './daemon-config';

const SETTINGS = {
  dataRoot: '/data/one',
  runtime: '/run/one',
  bridge: { device: 'dsb-1', mtu: 1400 },
  containerdSnapshotter: true,
  mirrors: ['http://127.0.0.1:5000'],
  insecureRegistries: ['registry.test:80'],
  tools: '/tools',
};

describe('renderDaemonConfig', () => {
  it('keeps everything in the engine’s own folders', () => {
    expect(renderDaemonConfig(SETTINGS)).toMatchObject({
      'data-root': '/data/one',
      'exec-root': '/run/one/exec',
      pidfile: '/run/one/dockerd.pid',
      hosts: ['unix:///run/one/docker.sock'],
      'userland-proxy-path': '/tools/usr/sbin/docker-proxy',
    });
  });

  it('writes no packet filter rules and uses its own bridge', () => {
    expect(renderDaemonConfig(SETTINGS)).toMatchObject({
      bridge: 'dsb-1',
      mtu: 1400,
      iptables: false,
      ip6tables: false,
      'ip-masq': false,
    });
  });

  it('trusts registries on the loopback address', () => {
    expect(renderDaemonConfig(SETTINGS)).toMatchObject({
      'registry-mirrors': ['http://127.0.0.1:5000'],
      'insecure-registries': ['127.0.0.0/8', 'registry.test:80'],
    });
  });

  it.each([[true], [false]])('store of containerd: %s', (containerdSnapshotter) => {
    expect(renderDaemonConfig({ ...SETTINGS, containerdSnapshotter })).toMatchObject({
      features: { 'containerd-snapshotter': containerdSnapshotter },
    });
  });
});
