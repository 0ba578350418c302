import { isSameLogin } from '../../credentials/is-same-login';
import type { Credentials, FindLogin } from '../../credentials/model';

export interface TokenHolderOptions<Login extends Credentials> {
  readonly fetch: () => Promise<Login & { readonly expires: number }>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Held<Login> {
  readonly login: Login & { readonly expires: number };
  readonly fetched: number;
  /** Whether it replaced one that was refused. */
  readonly isReplacement: boolean;
}

/** A token is renewed this long before its end, so that a push that begins with it can end with it. In milliseconds. */
const MARGIN = 30 * 60_000;
/** A second refusal within this time is no matter of the token's age. */
const REPLACEMENT_LIFE = 5 * 60_000;

/** Holds one token, renews it near its end or when it was refused, and asks once for all that wait. */
export function tokenHolder<Login extends Credentials>({ fetch, now }: TokenHolderOptions<Login>) {
  let held: Held<Login> | null = null;
  let pending: Promise<Held<Login>> | null = null;

  async function renew(isReplacement: boolean): Promise<Held<Login>> {
    const login = await fetch();
    return (held = { login, fetched: now(), isReplacement });
  }

  return {
    async find({ refused }: FindLogin = {}): Promise<Login> {
      if (pending === null && held !== null && isGood(held, refused, now())) return held.login;
      const isReplacement = held !== null && isSameLogin(held.login, refused ?? null);
      pending ??= renew(isReplacement).finally(() => (pending = null));
      return (await pending).login;
    },
  };
}

function isGood<Login extends Credentials>(
  { login, fetched, isReplacement }: Held<Login>,
  refused: Credentials | undefined,
  now: number,
): boolean {
  // Half of its life for one that lives shorter than the margin: it would be renewed with every question.
  const margin = Math.min(MARGIN, (login.expires - fetched) / 2);
  if (now >= login.expires - margin) return false;
  if (!isSameLogin(login, refused ?? null)) return true;
  return isReplacement && now < fetched + REPLACEMENT_LIFE;
}
