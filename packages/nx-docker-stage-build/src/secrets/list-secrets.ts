import type { BuildJob } from '@docker-stage-build/engines';
import { findUserinfo } from './mask-userinfo';

/** Variables that hold secrets of AWS, and logins of Docker. */
const VARIABLES = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'DOCKER_AUTH_CONFIG'];

/** A line of a secret that is shorter would mask what is none, such as a brace. */
const SHORTEST_LINE = 8;

type Secrets = Pick<BuildJob, 'secrets' | 'buildArgs' | 'env'>;

/**
 * What of a job is secret: the contents of its secrets, line by line as logs are, and what URLs in build arguments hold.
 * @param readText the text of a file, `null` where it has none
 */
export function listSecrets(
  { secrets, buildArgs, env }: Secrets,
  readText: (path: string) => string | null,
): string[] {
  const contents = secrets.map((secret) =>
    secret.src === undefined ? env[secret.env ?? secret.id] : readText(secret.src),
  );
  return [
    ...contents.flatMap((text) => (text ? linesOf(text) : [])),
    ...VARIABLES.flatMap((name) => env[name] ?? []),
    ...Object.values(buildArgs).flatMap(findUserinfo),
  ];
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.length === 1 ? lines : lines.filter((line) => line.length >= SHORTEST_LINE);
}
