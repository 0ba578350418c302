import { block, file } from '../block';
import { buildkitContainer, imagesContainer, serviceAccount } from '../cluster/containers';
import { clusterVolumes } from '../cluster/volumes';
import type { CiFacts, CiFile } from '../model';

/** https://kubernetes.io/docs/concepts/workloads/controllers/job/ and https://github.com/moby/buildkit/tree/master/examples/kubernetes */
export function renderKubernetes(facts: CiFacts): CiFile {
  return {
    path: 'k8s/images-job.yaml',
    content: file`
      # Builds the images that a commit affects, and pushes them, with a BuildKit of its own: no Docker on the node, no privileges.
      #
      #   kubectl create secret docker-registry registry --docker-server=… --docker-username=… --docker-password=…
      #   kubectl create -f k8s/images-job.yaml
      #
      # Whoever creates it says what is built: never give a fork's repository together with a registry secret that may write.
      apiVersion: batch/v1
      kind: Job
      metadata:
        generateName: images-
      spec:
        # A build that failed would fail again: look at its log.
        backoffLimit: 0
        activeDeadlineSeconds: 3600
        ttlSecondsAfterFinished: 86400
        template:
          spec:
            restartPolicy: Never
            ${serviceAccount(facts) ?? NOBODY}
            initContainers:
              - name: clone
                image: alpine/git:2.49.1
                workingDir: /workspace
                env:
                  - name: REPOSITORY
                    value: https://git.example.com/shop/shop.git
                  - name: COMMIT
                    value: origin/${facts.branch}
                command: [sh, -ec]
                args:
                  - |
                    # All of the history: the base and the names of older caches are found in it.
                    git clone --quiet "$REPOSITORY" .
                    git checkout --quiet --detach "$COMMIT"
                volumeMounts:
                  - name: workspace
                    mountPath: /workspace
              # A sidecar (Kubernetes 1.29): it is ready before the next container starts, and ends after it.
              - name: buildkit
                ${buildkitContainer()}
                restartPolicy: Always
                startupProbe:
                  exec:
                    command: [buildctl, debug, workers]
                  failureThreshold: 60
                  periodSeconds: 1
            containers:
              - name: images
                ${imagesContainer(facts, { variables: VARIABLES, clone: CLONE })}
            volumes:
              - name: workspace
                emptyDir: {}
              ${clusterVolumes(facts)}`,
  };
}

const NOBODY = block`
  # Nothing here talks to the cluster.
  automountServiceAccountToken: false`;

const VARIABLES = block`
  # "false" builds without pushing, and leaves no caches.
  - name: PUSH
    value: 'true'
  # What the branch was at before, where that is known.
  - name: BEFORE
    value: ''`;

const CLONE = block`
  - name: workspace
    mountPath: /workspace`;
