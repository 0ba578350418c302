import type { Asked } from './errors';
import type { HttpAnswer, TransportError } from './exchange';

/** A token server gave no token. Whether that is tried again is up to who tries the whole request again. */
export class TokenFailure extends Error {
  constructor(
    readonly asked: Asked,
    readonly outcome: HttpAnswer | TransportError,
  ) {
    super(asked.what);
    this.name = 'TokenFailure';
  }
}
