import { renderBuildkitdConfig } from './buildkitd-config';

it('renders a configuration with one section a registry', () => {
  const config = renderBuildkitdConfig({
    root: '/data/it"s',
    host: 'unix:///run/buildkitd.sock',
    mirrors: ['127.0.0.1:5000'],
    insecureRegistries: ['127.0.0.1:5000', '127.0.0.1:6000'],
  });
  expect(config).toBe(`root = "/data/it\\"s"
[grpc]
address = ["unix:///run/buildkitd.sock"]
[worker.oci]
enabled = true
snapshotter = "overlayfs"
[worker.containerd]
enabled = false
[registry."docker.io"]
mirrors = ["127.0.0.1:5000"]
[registry."127.0.0.1:5000"]
http = true
[registry."127.0.0.1:6000"]
http = true
`);
});
