import { block } from '../block';
import type { CiFacts } from '../model';
import type { RunShell } from './run-shell';

/** Lines that log a job in. Machines that keep their disk would keep a login in the home folder, too. */
export function loginLines(facts: CiFacts, shell: RunShell): string[] {
  if (shell.isLoggedIn) return [];
  const login = shell.login === undefined ? loginLine(facts) : shell.login;
  const token = facts.aws === null ? null : (shell.awsToken ?? null);
  const isApart = facts.runner === 'private' && (login ?? token) !== null;
  return [
    isApart ? FOLDER : null,
    token === null ? null : awsLines(token, isApart ? '"$LOGINS/aws-token"' : '$(mktemp)'),
    isApart && login !== null ? CONFIG : null,
    login,
  ].filter((lines) => lines !== null);
}

/** Logs in by standard input: an argument would stand in the list of processes. */
export function loginLine({ registry }: CiFacts): string | null {
  if (registry.kind === 'ecr') return null;
  return `printf %s "$REGISTRY_PASSWORD" | docker login --username "$REGISTRY_USER" --password-stdin ${registry.host}`;
}

/** Writes the key at hand into a file, which AWS's clients read where a variable names it. For steps without the key. */
export function awsFileLines(path: string): string {
  return block`
    # The plugin logs in to ECR with this. Only this user may read it.
    umask 077
    printf '[default]\\naws_access_key_id=%s\\naws_secret_access_key=%s\\naws_session_token=%s\\n' \\
      "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" "$AWS_SESSION_TOKEN" > "${path}"`;
}

/** Names of an account and of what keeps it. */
export type SecretNames = readonly [name: string, secret: string];

/** The secrets that a job logs in with; `null` where it takes a role. */
export function secretNames({ registry, aws }: CiFacts): SecretNames | null {
  if (registry.kind !== 'ecr') return ['REGISTRY_USER', 'REGISTRY_PASSWORD'];
  return aws ? null : ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
}

const FOLDER = block`
  # Logins for this job alone: in the home folder they would be there for the next job too, whoever's code it is for.
  LOGINS=$(mktemp -d)
  trap 'rm -rf "$LOGINS"' EXIT`;

const CONFIG = block`
  mkdir "$LOGINS/docker"
  ln -s "$HOME/.docker/cli-plugins" "$LOGINS/docker/"
  export DOCKER_CONFIG="$LOGINS/docker" BUILDX_CONFIG="\${BUILDX_CONFIG:-$HOME/.docker/buildx}"`;

function awsLines(token: string, file: string): string {
  return block`
    # AWS takes the job's own token instead of a stored key. The plugin logs in to ECR with it.
    AWS_WEB_IDENTITY_TOKEN_FILE=${file}
    export AWS_WEB_IDENTITY_TOKEN_FILE
    ${token} > "$AWS_WEB_IDENTITY_TOKEN_FILE"`;
}
