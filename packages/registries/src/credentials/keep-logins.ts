import { isSameLogin } from './is-same-login';
import type { Credentials, CredentialSource, FindLogin } from './model';

export interface KeepOptions {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

interface Held {
  readonly found: Promise<Credentials | null>;
  /** Milliseconds since the epoch until which it is given out. */
  readonly until: number;
  /** Whether it was looked up because the one before it was refused. */
  readonly isReplacement: boolean;
}

/**
 * How long an answer is kept, in milliseconds: many ask at the same time, and what a helper or file has may change without
 * saying so. Tokens of five minutes are the shortest that are known (Google's, by workload identity).
 */
const KEEP = 10_000;

/**
 * Keeps what a look-up finds for some seconds, so that asking is cheap; also that it finds nothing, or fails. A login that was
 * refused is looked up anew, once.
 */
export function keepLogins(
  look: (registry: string, options: FindLogin) => Promise<Credentials | null>,
  { now = Date.now }: KeepOptions = {},
): CredentialSource {
  const kept = new Map<string, Held>();

  return {
    async find(registry, options = {}) {
      const held = kept.get(registry);
      const wasRefused = options.refused !== undefined && (await isRefused(held, options.refused));
      // Somebody else may have looked it up while this call waited.
      const current = kept.get(registry);
      if (current !== held && current !== undefined) return current.found;
      const isGood = held !== undefined && now() < held.until;
      if (isGood && (!wasRefused || held.isReplacement)) return held.found;
      const found = look(registry, options);
      found.catch(() => undefined);
      kept.set(registry, { found, until: now() + KEEP, isReplacement: isGood });
      return found;
    },
  };
}

async function isRefused(held: Held | undefined, refused: Credentials): Promise<boolean> {
  const login = await held?.found.catch(() => null);
  return login !== undefined && isSameLogin(login, refused);
}
