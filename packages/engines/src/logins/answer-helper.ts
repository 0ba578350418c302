import { messageOf } from '@docker-stage-build/core';
import type { FindHelperLogin } from './model';

/** What a helper prints, and whether it ends with exit code 0. */
export interface HelperAnswer {
  readonly ok: boolean;
  readonly text: string;
}

/** What Docker takes for "there is none", word by word; anything else fails what asked. */
const NOT_FOUND = 'credentials not found in native keychain';
const READ_ONLY = 'logins of a run are its option `login`: they are neither stored nor erased here';

/**
 * Answers the verbs of Docker's protocol for credential helpers.
 * https://docs.docker.com/reference/cli/docker/login/#credential-helper-protocol
 */
export class HelperAnswers {
  /** Server → user name, of what was handed out. */
  readonly #given = new Map<string, string>();

  constructor(readonly find: FindHelperLogin) {}

  async answer(verb: string, input: string): Promise<HelperAnswer> {
    switch (verb) {
      case 'get':
        return this.#get(input.trim());
      case 'list':
        return { ok: true, text: JSON.stringify(Object.fromEntries(this.#given)) };
      case 'store':
      case 'erase':
        return { ok: false, text: READ_ONLY };
      default:
        return { ok: false, text: 'this helper knows get and list' };
    }
  }

  async #get(server: string): Promise<HelperAnswer> {
    try {
      const login = await this.find(server);
      if (login === null) return { ok: false, text: NOT_FOUND };
      this.#given.set(server, login.username);
      const { username: Username, secret: Secret } = login;
      return { ok: true, text: JSON.stringify({ ServerURL: server, Username, Secret }) };
    } catch (error) {
      return { ok: false, text: messageOf(error) };
    }
  }
}
