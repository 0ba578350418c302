import { knownSecrets } from './known-secrets';

/** A fault of ours, whose message and stack Nx prints, without secrets that they may quote. */
export function withoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  error.message = knownSecrets.redact(error.message);
  if (error.stack !== undefined) error.stack = knownSecrets.redact(error.stack);
  return error;
}
