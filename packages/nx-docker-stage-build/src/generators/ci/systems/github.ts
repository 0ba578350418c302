import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { buildLine, PLAN_FILE, planLines } from '../steps';
import { refer } from './github-actions';

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
export function renderGithub(facts: CiFacts): CiFile {
  const { branch, runner, packages, registry, aws } = facts;
  return {
    path: '.github/workflows/images.yml',
    content: file`
      # Builds the images that a change affects, and pushes them.
      name: images

      on:
        push:
          branches: ['${branch}']
        pull_request:

      # A newer push to a pull request stops the run of the older one. Runs of ${branch} are never stopped.
      concurrency:
        group: \${{ github.workflow }}-\${{ github.ref }}
        cancel-in-progress: \${{ github.event_name == 'pull_request' }}

      # Nothing else is permitted. For a fork, GitHub turns every write into a read.
      permissions:
        contents: read
        # nx-set-shas asks for the last run that succeeded.
        actions: read
        ${registry.kind === 'ghcr' ? 'packages: write' : null}
        ${aws ? ['# The token by which AWS knows this job.', 'id-token: write'] : null}

      jobs:
        images:
          runs-on: ${runner === 'private' ? '[self-hosted, linux]' : 'ubuntu-latest'}
          timeout-minutes: 60
          env:
            # Forks and Dependabot get no secrets: their images are built and not pushed.
            PUSH: \${{ github.event_name != 'pull_request' || (github.event.pull_request.head.repo.full_name == github.repository && github.actor != 'dependabot[bot]') }}
          steps:
            - uses: ${refer('checkout', facts)}
              with:
                # The base and the names of older caches are found in the history.
                fetch-depth: 0
                persist-credentials: false
            ${setupSteps(facts)}
            # Sets NX_BASE and NX_HEAD. On ${branch}: since the last run that succeeded.
            - uses: ${refer('setShas', facts)}
              with:
                main-branch-name: ${branch}
            - run: ${packages.install}
            ${loginSteps(facts)}
            - name: Plan
              run: |
                ${planLines(facts)}
                { echo '\`\`\`text'; cat ${PLAN_FILE}; echo '\`\`\`'; } >> "$GITHUB_STEP_SUMMARY"
            - name: Build
              run: ${buildLine(facts)}`,
  };
}

function setupSteps(facts: CiFacts): string {
  const { node, packages } = facts;
  const { manager, version, pinned } = packages;
  const bun = manager === 'bun';
  return block`
    ${manager === 'pnpm' ? `- uses: ${refer('setupPnpm', facts)}` : null}
    ${manager === 'pnpm' && !pinned ? ['  with:', `    version: ${version}`] : null}
    ${bun ? [`- uses: ${refer('setupBun', facts)}`, '  with:', `    bun-version: ${version}`] : null}
    ${manager === 'yarn' ? '- run: corepack enable' : null}
    - uses: ${refer('setupNode', facts)}
      with:
        node-version: '${node}'
        ${bun ? null : `cache: ${manager}`}`;
}

function loginSteps(facts: CiFacts): string {
  const { registry } = facts;
  if (registry.kind === 'ecr') return awsStep(facts);
  const [user, password] =
    registry.kind === 'ghcr'
      ? ['github.actor', 'github.token']
      : ['secrets.REGISTRY_USER', 'secrets.REGISTRY_PASSWORD'];
  return block`
    - uses: ${refer('login', facts)}
      if: env.PUSH == 'true'
      with:
        registry: ${registry.host}
        username: \${{ ${user} }}
        password: \${{ ${password} }}`;
}

function awsStep(facts: CiFacts): string {
  const { aws, registry } = facts;
  return block`
    # The plugin logs in to ECR as who this is.
    - uses: ${refer('awsCredentials', facts)}
      if: env.PUSH == 'true'
      with:
        aws-region: ${aws?.region ?? registry.region}
        ${aws ? `role-to-assume: ${aws.role}` : accessKey()}`;
}

function accessKey(): string {
  return block`
    aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
    aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}`;
}
