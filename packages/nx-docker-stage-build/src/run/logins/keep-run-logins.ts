import type { LoginWish } from '@docker-stage-build/registries';
import { openRunLogins, type LoginSurroundings, type RunLogins } from './run-logins';

/** The logins of a batch: those that are wished for alike are opened once. */
export interface KeptLogins {
  readonly open: (wish: LoginWish) => RunLogins;
  /** Closes all. */
  readonly close: () => Promise<void>;
}

export function keepRunLogins(surroundings: LoginSurroundings): KeptLogins {
  const opened = new Map<string, RunLogins>();
  return {
    open: (wish) => {
      const key = JSON.stringify(wish);
      const logins = opened.get(key) ?? openRunLogins(wish, surroundings);
      opened.set(key, logins);
      return logins;
    },
    close: async () => {
      await Promise.all([...opened.values()].map((logins) => logins.close()));
    },
  };
}
