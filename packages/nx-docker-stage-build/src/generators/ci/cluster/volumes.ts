import { block } from '../block';
import type { CiFacts } from '../model';

/** Folder of BuildKit's socket. */
export const SOCKET_FOLDER = '/run/user/1000/buildkit';

/** Where a container of rootless BuildKit keeps what it builds. */
export const STATE_FOLDER = '/home/user/.local/share/buildkit';

/** Mounts of the container that builds images. */
export function clusterMounts({ runner, registry }: CiFacts): string {
  return block`
    - name: buildkit
      mountPath: ${SOCKET_FOLDER}
    ${registry.kind === 'ecr' ? null : ['- name: registry', '  mountPath: /registry', '  readOnly: true']}
    ${runner === 'private' ? ['- name: caches', '  mountPath: /caches'] : null}`;
}

/** Volumes of the pod. */
export function clusterVolumes({ runner, registry }: CiFacts): string {
  return block`
    - name: buildkit
      emptyDir: {}
    - name: state
      emptyDir: {}
    ${registry.kind === 'ecr' ? null : registrySecret()}
    ${runner === 'private' ? cachesClaim() : null}`;
}

function registrySecret(): string {
  return block`
    - name: registry
      secret:
        secretName: registry
        items:
          - key: .dockerconfigjson
            path: config.json`;
}

function cachesClaim(): string {
  return block`
    # A disk that outlives the job. Jobs that run at once need one that many may write.
    - name: caches
      persistentVolumeClaim:
        claimName: image-caches`;
}
