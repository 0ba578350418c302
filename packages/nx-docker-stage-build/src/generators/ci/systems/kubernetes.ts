import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import {
  buildkitContainer,
  clusterEnvironment,
  clusterMounts,
  clusterScript,
  clusterVolumes,
} from '../cluster';

/** https://kubernetes.io/docs/concepts/workloads/controllers/job/ and https://github.com/moby/buildkit/tree/master/examples/kubernetes */
export function renderKubernetes(facts: CiFacts): CiFile {
  const { aws } = facts;
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
            ${serviceAccount(aws)}
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
                image: docker:29-cli
                workingDir: /workspace
                env:
                  ${clusterEnvironment(facts)}
                  # "false" builds without pushing.
                  - name: PUSH
                    value: 'true'
                  # What the branch was at before, where that is known.
                  - name: BEFORE
                    value: ''
                command: [sh, -ec]
                args:
                  - |
                    apk add --no-cache git nodejs npm
                    ${clusterScript(facts)}
                volumeMounts:
                  - name: workspace
                    mountPath: /workspace
                  ${clusterMounts(facts)}
            volumes:
              - name: workspace
                emptyDir: {}
              ${clusterVolumes(facts)}`,
  };
}

function serviceAccount(aws: CiFacts['aws']): string {
  if (aws === null) {
    return block`
      # Nothing here talks to the cluster.
      automountServiceAccountToken: false`;
  }
  return block`
    # On EKS, with the annotation eks.amazonaws.com/role-arn: ${aws.role}
    # The plugin logs in to ECR with that role.
    serviceAccountName: images`;
}
