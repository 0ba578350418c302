import { block } from '../block';
import type { CiFacts } from '../model';
import { clusterScript } from './script';
import { clusterMounts, SOCKET_FOLDER, STATE_FOLDER } from './volumes';

const SOCKET = `unix://${SOCKET_FOLDER}/buildkitd.sock`;

export interface ImagesContainer {
  /** Its variables PUSH and BEFORE. */
  readonly variables: string;
  /** Where the clone is, if it is a volume. */
  readonly clone: string | null;
}

/** The container that builds images, from its image on. */
export function imagesContainer(facts: CiFacts, { variables, clone }: ImagesContainer): string {
  return block`
    image: docker:29-cli
    workingDir: /workspace
    env:
      ${environment(facts)}
      ${variables}
    command: [sh, -ec]
    args:
      - |
        ${clusterScript(facts)}
    volumeMounts:
      ${clone}
      ${clusterMounts(facts)}`;
}

function environment({ runner, aws, registry }: CiFacts): string {
  return block`
    - name: BUILDKIT_HOST
      value: ${SOCKET}
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
      - --addr=${SOCKET}
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
        mountPath: ${SOCKET_FOLDER}
      - name: state
        mountPath: ${STATE_FOLDER}`;
}

/** Who a pod is for AWS; `null` where it is nobody. */
export function serviceAccount({ aws }: CiFacts): string | null {
  return (
    aws &&
    block`
      # On EKS, with the annotation eks.amazonaws.com/role-arn: ${aws.role}
      # The plugin logs in to ECR with that role.
      serviceAccountName: images`
  );
}
