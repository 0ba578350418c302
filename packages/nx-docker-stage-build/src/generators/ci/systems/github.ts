import { block, file } from '../block';
import type { CiFacts, CiFile } from '../model';
import { PLAN_FILE } from '../script/names';
import { buildLine, planLines } from '../script/plan-lines';
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
          ${runner === 'private' ? SELF_HOSTED : 'runs-on: ubuntu-latest'}
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
            ${awsStep(facts)}
            ${loginStep(facts)}
            - name: Plan
              run: |
                ${planLines(facts)}
                { echo '\`\`\`text'; cat ${PLAN_FILE}; echo '\`\`\`'; } >> "$GITHUB_STEP_SUMMARY"
            - name: Build
              run: ${buildLine(facts)}`,
  };
}

function setupSteps(facts: CiFacts): string {
  const { node, packages, runner } = facts;
  const { manager, version, pinned } = packages;
  const bun = manager === 'bun';
  const isPrivate = runner === 'private';
  const cache = isPrivate ? KEPT : !bun && `cache: ${manager}`;
  const corepack = manager === 'yarn' ? '- run: corepack enable' : null;
  return block`
    ${manager === 'pnpm' ? `- uses: ${refer('setupPnpm', facts)}` : null}
    ${manager === 'pnpm' && !pinned ? ['  with:', `    version: ${version}`] : null}
    ${bun ? [`- uses: ${refer('setupBun', facts)}`, '  with:', `    bun-version: ${version}`] : null}
    ${isPrivate ? null : corepack}
    - uses: ${refer('setupNode', facts)}
      with:
        node-version: '${node}'
        ${cache || null}
    ${isPrivate ? corepack : null}`;
}

/** GitHub's own cache would be another copy, and further away. */
const KEPT = block`
  # Downloads stay on the disk of the runner.
  package-manager-cache: false`;

const SELF_HOSTED = block`
  # GitHub advises against machines of your own for a public repository: pull requests from forks run their code on them.
  runs-on: [self-hosted, linux]`;

function loginStep({ registry, ...facts }: CiFacts): string | null {
  if (registry.kind === 'ecr') return null;
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

function awsStep(facts: CiFacts): string | null {
  const { aws, registry } = facts;
  const region = aws?.region ?? registry.region;
  if (region === null) return null;
  return block`
    # The plugin logs in to ECR as who this is.
    - uses: ${refer('awsCredentials', facts)}
      if: env.PUSH == 'true'
      with:
        aws-region: ${region}
        ${aws ? `role-to-assume: ${aws.role}` : ACCESS_KEY}`;
}

const ACCESS_KEY = block`
  aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
  aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}`;
