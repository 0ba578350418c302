import { goTools } from '../packages/go-modules';
import type { Toolbox } from '../packages/toolbox';

/** buildx in a version that no suite has, for example `v0.37.2`. */
export function buildxTools(version: string): Promise<Toolbox> {
  return goTools({
    name: 'buildx',
    version,
    // Docker finds its plugins by this beginning of their names.
    commands: { 'docker-buildx': 'github.com/docker/buildx/cmd/buildx' },
    versionVariable: 'github.com/docker/buildx/version.Version',
  });
}
