import { StageBuildError, type ErrorCode } from '@docker-stage-build/core';
import { hintForDenial, readDenial } from '../ecr/errors/denied';
import { findProfile } from '../registries/find-profile';
import { quoteAnswer, speaksTls, unexpected, type Asked } from './errors';
import type { HttpAnswer } from './exchange';

export interface RefusalContext {
  readonly asked: Asked;
  /** Whether a login was sent along. */
  readonly hasLogin: boolean;
  /** Takes secrets out of what is quoted. */
  readonly redact: (text: string) => string;
}

/** A reason for which registries refuse, how they say it, and the way out. */
interface Refusal {
  readonly code: ErrorCode;
  /** Follows the registry's name. */
  readonly why: string;
  readonly statuses: readonly number[];
  /** What was asked, where that matters. */
  readonly what?: RegExp;
  /** What the answer says; without it, the status says it all. */
  readonly text?: RegExp;
  readonly hint: (registry: string, hasLogin: boolean, text: string) => string;
}

/**
 * The first that fits is taken. Words are those of real registries: ECR (immutable, expired), Harbor (immutable with 412, quota with 403),
 * Google ("enabled tag immutability"), Docker Hub (immutable with 403), GitHub (403 "secondary rate limit"), Go's and nginx' servers (plain
 * http on a port with TLS). See the sources in known-registries.ts.
 */
const REFUSALS: readonly Refusal[] = [
  {
    code: 'REGISTRY_PROTOCOL',
    why: 'does not speak plain http',
    statuses: [400],
    text: /HTTP request (?:was sent )?to (?:an )?HTTPS (?:server|port)/i,
    hint: speaksTls,
  },
  {
    code: 'REGISTRY_THROTTLED',
    why: 'limits requests',
    statuses: [429],
    hint: throttled,
  },
  {
    code: 'REGISTRY_THROTTLED',
    why: 'limits requests',
    statuses: [400, 403, 503],
    text: /rate (?:limit|exceeded)|too ?many ?requests|Throttling/i,
    hint: throttled,
  },
  {
    code: 'REGISTRY_TAG_IMMUTABLE',
    why: 'lets no tag change',
    statuses: [400, 403, 409, 412],
    text: /immutab(?:le|ility)|cannot be overwritten/i,
    hint: () =>
      'Use a tag that is new with every commit, such as `{sha}`; leave tags that start with `cache-` out of the rule.',
  },
  {
    code: 'REGISTRY_QUOTA',
    why: 'has no room left',
    statuses: [400, 403, 413, 507],
    text: /quota|exceed the configured upper limit|storage limit|LimitExceeded|insufficient storage/i,
    hint: (registry) => `Remove old images or caches from ${registry}, or raise the quota.`,
  },
  {
    code: 'REGISTRY_LOGIN_EXPIRED',
    why: 'takes the login no longer',
    statuses: [400, 401, 403],
    text: /expired/i,
    hint: (registry) =>
      `Log in again (\`${dockerLogin(registry)}\`). In CI, log in in the job that uses it.`,
  },
  { code: 'REGISTRY_DENIED', why: 'denies access', statuses: [401, 403], hint: denied },
  {
    // What a token server says of a login (RFC 6749, section 5.2).
    code: 'REGISTRY_DENIED',
    why: 'denies access',
    statuses: [400],
    text: /"(?:invalid_grant|invalid_client|unauthorized_client)"/,
    hint: denied,
  },
  {
    code: 'REGISTRY_NOT_FOUND',
    why: 'does not have it',
    statuses: [404],
    hint: (registry) =>
      `Check the repository's name. Repositories at ${registry}: ${findProfile(registry).repositories}`,
  },
  {
    code: 'REGISTRY_UNSUPPORTED',
    why: 'does not offer this',
    statuses: [405],
    hint: deleting,
  },
  {
    // Distribution before 3.0 takes the tag for a malformed digest.
    code: 'REGISTRY_UNSUPPORTED',
    why: 'does not offer this',
    statuses: [400, 501],
    what: /^DELETE /,
    text: /"(?:UNSUPPORTED|DIGEST_INVALID)"/,
    hint: deleting,
  },
];

/** The error that an answer amounts to. */
export function refused(answer: HttpAnswer, context: RefusalContext): StageBuildError {
  const { asked, hasLogin, redact } = context;
  const { registry } = asked.endpoint;
  const quote = quoteAnswer(answer, redact);
  const text = Buffer.from(answer.body).toString();
  const refusal = REFUSALS.find(
    (candidate) =>
      candidate.statuses.includes(answer.status) &&
      (candidate.what?.test(asked.what) ?? true) &&
      (candidate.text?.test(text) ?? true),
  );
  if (refusal === undefined) return unexpected(asked, quote, answer.status);
  const { code, why, hint } = refusal;
  return new StageBuildError(code, `Registry ${registry} ${why} (${asked.what}): ${quote}`, {
    hint: hint(registry, hasLogin, redact(text)),
    retryable: code === 'REGISTRY_THROTTLED',
  });
}

function denied(registry: string, hasLogin: boolean, text: string): string {
  const { action, ...denial } = readDenial(text);
  if (action !== undefined) return hintForDenial({ ...denial, action });
  return hasLogin
    ? `The login for ${registry} does not allow this, or the repository does not exist: check its rights, or run \`${dockerLogin(registry)}\` again.`
    : `No login for ${registry} was found: run \`${dockerLogin(registry)}\`, or say in the option \`login\` where it is, and check the repository's name.`;
}

/** What else a registry is asked for is in every one of them. */
function deleting(registry: string): string {
  const { deletingNote } = findProfile(registry);
  return `To delete at ${registry}: ${deletingNote} A tag that cannot be deleted alone goes with its manifest, named by its digest, and so do all tags of that.`;
}

function throttled(registry: string): string {
  return `Log in to ${registry} (limits are per account), use a mirror, run fewer builds side by side, or wait.`;
}

function dockerLogin(registry: string): string {
  return registry === 'docker.io' ? 'docker login' : `docker login ${registry}`;
}
