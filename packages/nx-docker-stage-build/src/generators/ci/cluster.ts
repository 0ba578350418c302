import { block } from './block';
import type { CiFacts } from './model';
import { baseLines, buildLine, installLines, planLines } from './steps';

/** Where a container of rootless BuildKit keeps what it builds. */
const STATE = '/home/user/.local/share/buildkit';

/** What a container in a cluster runs in a clone, beside BuildKit. */
export function clusterScript(facts: CiFacts): string {
  return block`
    # BuildKit beside this container, by its socket.
    docker buildx create --name buildkit --driver remote "$BUILDKIT_HOST"
    export BUILDX_BUILDER=buildkit
    until docker buildx inspect buildkit > /dev/null 2>&1; do sleep 1; done

    ${installLines(facts)}

    ${baseLines(facts, { fork: null, previous: 'BEFORE', complete: true })}

    ${planLines(facts)}

    # Without Docker there is nothing to load an image into that is not pushed.
    if [ "$PUSH" = true ]; then set --; else set -- --outputs=type=cacheonly; fi
    ${buildLine(facts)} "$@"`;
}

/** Variables of that container. */
export function clusterEnvironment({ runner, aws, registry }: CiFacts): string {
  return block`
    - name: BUILDKIT_HOST
      value: unix:///run/user/1000/buildkit/buildkitd.sock
    # Logins are mounted read-only; buildx keeps its own files elsewhere.
    - name: BUILDX_CONFIG
      value: /tmp/buildx
    ${registry.kind === 'ecr' ? null : ['- name: DOCKER_CONFIG', '  value: /registry']}
    ${aws && ['- name: AWS_REGION', `  value: ${aws.region}`]}
    # The cluster's variables do not say whether a disk stays.
    - name: DOCKER_STAGE_BUILD_RUNNER
      value: ${runner}
    ${runner === 'private' ? ['- name: DOCKER_STAGE_BUILD_CACHE', '  value: local:/caches'] : null}`;
}

/** A container of BuildKit without privileges, from its image on. */
export function buildkitContainer(): string {
  return block`
    image: moby/buildkit:v0.26.3-rootless
    args:
      - --addr=unix:///run/user/1000/buildkit/buildkitd.sock
      # Processes of a RUN see those of this container, which has no others.
      - --oci-worker-no-process-sandbox
    securityContext:
      runAsUser: 1000
      runAsGroup: 1000
      # Rootless BuildKit makes namespaces of its own, which the default profiles refuse.
      seccompProfile:
        type: Unconfined
      appArmorProfile:
        type: Unconfined
    volumeMounts:
      - name: buildkit
        mountPath: /run/user/1000/buildkit
      - name: state
        mountPath: ${STATE}`;
}

/** Mounts of the container that builds. */
export function clusterMounts({ runner, registry }: CiFacts): string {
  return block`
    - name: buildkit
      mountPath: /run/user/1000/buildkit
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
