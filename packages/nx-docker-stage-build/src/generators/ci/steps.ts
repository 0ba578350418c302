import { block } from './block';
import type { CiFacts } from './model';

/** The plan of a run as a table. Git ignores it, so that it makes no clean tree dirty. */
export const PLAN_FILE = 'image-plan.txt';

/** Folder for the package manager's downloads, where a CI system keeps only what lies in the workspace. Git ignores it too. */
export const DOWNLOADS = '.package-cache';

/** What a CI system says of a run, in terms of its shell. */
export interface RunShell {
  /** A condition that holds for code from elsewhere: `[ -n "$CHANGE_FORK" ]`. `null` where there is none. */
  readonly fork: string | null;
  /** Whether the plugin has to be told of a fork, because the system's variables alone do not say it. */
  readonly forkIsTold?: boolean;
  /** Variable with the branch that a pull request goes to. */
  readonly target?: string;
  /** Variable with the commit that the branch was at before. It may be empty, or name a commit that is gone. */
  readonly previous?: string;
  /** Whether the system's own checkout brings the branch that is compared with, and all commits. */
  readonly complete?: boolean;
  /** A command that prints the token by which AWS knows a job. `null`: AWS knows the machine. */
  readonly awsToken?: string | null;
  /** Lines that log in, where that is not by user and password of the registry. `null`: the system has logged in. */
  readonly login?: string | null;
  /** Whether the system gives every job a home folder of its own, or the file sees to it that logins do not stay. */
  readonly ownLogin?: boolean;
}

/** All that a job does once packages are installed: log in, find the base, plan, build. */
export function imageScript(facts: CiFacts, shell: RunShell): string {
  return block`
    ${pushLines(facts, shell)}

    ${baseLines(facts, shell)}

    ${planLines(facts)}

    ${buildLine(facts)}`;
}

/** Sets PUSH, and logs in where there is something to push. */
export function pushLines(facts: CiFacts, shell: RunShell): string {
  const inside = loginLines(facts, shell);
  if (shell.fork === null) return block`${['PUSH=true', ...inside]}`;
  return block`
    # Code from elsewhere gets no secrets: its images are built and not pushed.
    PUSH=true
    if ${shell.fork}; then
      PUSH=false
      ${shell.forkIsTold ? 'export DOCKER_STAGE_BUILD_TRUST=read' : null}
    fi
    ${inside.length === 0 ? null : 'if [ "$PUSH" = true ]; then'}
      ${inside}
    ${inside.length === 0 ? null : 'fi'}`;
}

function loginLines(facts: CiFacts, shell: RunShell): string[] {
  if (shell.ownLogin) return [];
  const login = shell.login === undefined ? loginLine(facts) : shell.login;
  const apart = facts.runner === 'private' && login !== null ? APART : null;
  return [awsLines(facts, shell), apart, login].filter((lines) => lines !== null);
}

/** Machines that keep their disk keep logins too. */
const APART = block`
  # A login for this job alone: one in the home folder would be there for the next job too, whoever's code it is for.
  DOCKER_CONFIG=$(mktemp -d)
  ln -s "$HOME/.docker/cli-plugins" "$DOCKER_CONFIG/"
  export DOCKER_CONFIG BUILDX_CONFIG="\${BUILDX_CONFIG:-$HOME/.docker/buildx}"
  trap 'rm -rf "$DOCKER_CONFIG"' EXIT`;

/** Logs in by standard input: an argument would stand in the list of processes. */
export function loginLine({ registry }: CiFacts): string | null {
  if (registry.kind === 'ecr') return null;
  return `printf %s "$REGISTRY_PASSWORD" | docker login --username "$REGISTRY_USER" --password-stdin ${registry.host}`;
}

function awsLines({ aws }: CiFacts, { awsToken = null }: RunShell): string | null {
  if (aws === null || awsToken === null) return null;
  return block`
    # AWS takes the job's own token instead of a stored key. The plugin logs in to ECR with it.
    AWS_WEB_IDENTITY_TOKEN_FILE=$(mktemp)
    export AWS_WEB_IDENTITY_TOKEN_FILE
    ${awsToken} > "$AWS_WEB_IDENTITY_TOKEN_FILE"`;
}

/** Sets NX_BASE and NX_HEAD, which Nx and the plan read. */
export function baseLines(
  { branch }: CiFacts,
  { target, previous, complete = false }: RunShell,
): string {
  const to = target === undefined ? branch : `\${${target}:-${branch}}`;
  const parent = 'git rev-parse HEAD~1';
  const before =
    previous === undefined
      ? parent
      : `git rev-parse --verify --quiet "$${previous}^{commit}" || ${parent}`;
  return block`
    ${complete ? null : fetchLines(to)}
    # Compare with where the branch left ${branch}, and on ${branch} itself with what it was before.
    NX_HEAD=$(git rev-parse HEAD)
    NX_BASE=$(git merge-base HEAD "origin/${to}")
    if [ "$NX_BASE" = "$NX_HEAD" ]; then NX_BASE=$(${before}); fi
    export NX_BASE NX_HEAD`;
}

function fetchLines(branch: string): string {
  return block`
    # History: the base and the names of older caches are found in it.
    if [ "$(git rev-parse --is-shallow-repository)" = true ]; then git fetch --quiet --unshallow origin; fi
    git fetch --quiet origin "+refs/heads/${branch}:refs/remotes/origin/${branch}"`;
}

/** Writes what will be done into a file. */
export function planLines({ packages: { nx }, image, targets }: CiFacts): string {
  return block`
    # One of the affected projects plans for all of them.
    AFFECTED=$(${nx} show projects --affected --with-target=${targets.plan})
    set -- $AFFECTED
    echo "Projects with an image that are affected: $#" > ${PLAN_FILE}
    if [ $# -gt 0 ]; then
      ${nx} run "$1:${targets.plan}" --images=affected --push="$PUSH"${imageFlag(image)} --outputFile=${PLAN_FILE}
    fi
    cat ${PLAN_FILE}`;
}

/** Builds what is affected, all of it in one process. */
export function buildLine({ packages: { nx }, image, targets }: CiFacts): string {
  // Since Nx 23.3, any other style hides what succeeded.
  return `${nx} affected -t ${targets.image} --push="$PUSH"${imageFlag(image)} --batch --output-style=static`;
}

function imageFlag(image: string | null): string {
  return image === null ? '' : ` --image='${image}'`;
}

/** Lines that bring the package manager and install. */
export function installLines({ packages: { setup, install } }: CiFacts): string {
  return [...setup, install].join('\n');
}
