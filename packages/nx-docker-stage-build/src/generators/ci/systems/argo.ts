import { file } from '../block';
import {
  buildkitContainer,
  clusterEnvironment,
  clusterMounts,
  clusterScript,
  clusterVolumes,
} from '../cluster';
import type { CiFacts, CiFile } from '../model';
import { PLAN_FILE } from '../steps';

/** https://argo-workflows.readthedocs.io/en/latest/fields/ */
export function renderArgo(facts: CiFacts): CiFile {
  const { aws, branch } = facts;
  return {
    path: 'argo/images.yaml',
    content: file`
      # Builds the images that a commit affects, and pushes them, with a BuildKit of its own: no Docker on the node, no privileges.
      #
      #   argo submit --from workflowtemplate/images -p repository=https://git.example.com/shop/shop.git -p revision=${branch}
      #
      # Whoever submits it says what is built: a sensor for pull requests from forks submits it with push=false, and with another
      # secret, that may only read.
      apiVersion: argoproj.io/v1alpha1
      kind: WorkflowTemplate
      metadata:
        name: images
      spec:
        entrypoint: images
        ${aws && [`# On EKS, with the annotation eks.amazonaws.com/role-arn: ${aws.role}`, '# The plugin logs in to ECR with that role.', 'serviceAccountName: images']}
        arguments:
          parameters:
            - name: repository
            - name: revision
              value: ${branch}
            # What the branch was at before, where the event says it.
            - name: before
              value: ''
            - name: push
              value: 'true'
        activeDeadlineSeconds: 3600
        ttlStrategy:
          secondsAfterCompletion: 86400
        # One run of a revision's name at a time; Argo stops no older one by itself.
        synchronization:
          mutexes:
            - name: images-{{workflow.parameters.revision}}
        templates:
          - name: images
            inputs:
              artifacts:
                # All of the history: the base and the names of older caches are found in it.
                - name: source
                  path: /workspace
                  git:
                    repo: '{{workflow.parameters.repository}}'
                    revision: '{{workflow.parameters.revision}}'
            outputs:
              parameters:
                # The plan, shown with the workflow.
                - name: plan
                  valueFrom:
                    path: /workspace/${PLAN_FILE}
                    default: ''
            container:
              image: docker:29-cli
              workingDir: /workspace
              env:
                ${clusterEnvironment(facts)}
                - name: PUSH
                  value: '{{workflow.parameters.push}}'
                - name: BEFORE
                  value: '{{workflow.parameters.before}}'
              command: [sh, -ec]
              args:
                - |
                  apk add --no-cache git nodejs npm
                  ${clusterScript(facts)}
              volumeMounts:
                ${clusterMounts(facts)}
            sidecars:
              - name: buildkit
                ${buildkitContainer()}
            volumes:
              ${clusterVolumes(facts)}`,
  };
}
