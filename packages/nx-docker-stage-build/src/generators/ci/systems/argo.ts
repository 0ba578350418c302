import { block, file } from '../block';
import { buildkitContainer, imagesContainer, serviceAccount } from '../cluster/containers';
import { clusterVolumes } from '../cluster/volumes';
import type { CiFacts, CiFile } from '../model';
import { PLAN_FILE } from '../script/names';

/** https://argo-workflows.readthedocs.io/en/latest/fields/ */
export function renderArgo(facts: CiFacts): CiFile {
  const { branch } = facts;
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
        ${serviceAccount(facts)}
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
              ${imagesContainer(facts, { variables: VARIABLES, clone: null })}
            sidecars:
              - name: buildkit
                ${buildkitContainer()}
            volumes:
              ${clusterVolumes(facts)}`,
  };
}

const VARIABLES = block`
  - name: PUSH
    value: '{{workflow.parameters.push}}'
  - name: BEFORE
    value: '{{workflow.parameters.before}}'`;
