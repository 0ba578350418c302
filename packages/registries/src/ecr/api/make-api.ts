import { orAborted } from '../../client/or-aborted';
import type { AwsError } from '../errors/aws-error';
import { explain, type Asked } from '../errors/explain';
import { readFailure } from '../errors/read-failure';
import type { Sdk } from './actions';
import type { EcrApi } from './model';
import { FailedCall, retryCalls } from './retry-calls';

/** What of a client of AWS's SDK is used. */
export interface Client {
  readonly config: {
    readonly credentials: () => Promise<unknown>;
    readonly region: () => Promise<string>;
    readonly systemClockOffset: number;
  };
  send(command: never, options: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
}

export interface ApiParts<Module extends Sdk> {
  readonly sdk: Module;
  readonly client: Client;
  /** As IAM names it: `ecr`. */
  readonly service: string;
  readonly asked: Omit<Asked, 'action'>;
}

type CommandClass = new (input: unknown) => never;

/** Milliseconds for all that the chain of credentials does: files, a process, a login server, metadata. */
const CREDENTIALS_TIMEOUT = 45_000;

/** An API whose calls are made with credentials that were found before, retried, and explained where they fail. */
export function makeApi<Module extends Sdk>(parts: ApiParts<Module>): EcrApi<Module> {
  const { sdk, client, service, asked } = parts;
  const commands = sdk as unknown as Record<string, CommandClass>;

  /** The SDK's providers make retries of their own, so that a failure here is final. */
  async function prepare(signal?: AbortSignal): Promise<void> {
    const clock = AbortSignal.timeout(CREDENTIALS_TIMEOUT);
    const either = signal ? AbortSignal.any([signal, clock]) : clock;
    await orAborted(Promise.all([client.config.region(), client.config.credentials()]), either);
  }

  async function attempt(command: never, signal?: AbortSignal): Promise<unknown> {
    await prepare(signal);
    try {
      return await client.send(command, { abortSignal: signal });
    } catch (error) {
      throw new FailedCall(readFailure(error, { phase: 'call', now: Date.now() }));
    }
  }

  function explained(error: unknown, action: string): AwsError {
    const failure =
      error instanceof FailedCall
        ? error.failure
        : readFailure(error, { phase: 'credentials', now: Date.now() });
    return explain(failure, { ...asked, action: `${service}:${action}` });
  }

  return {
    registry: asked.registry,
    clockOffset: () => client.config.systemClockOffset,
    async call(action, input, { signal } = {}) {
      const Command = commands[`${action}Command`];
      if (Command === undefined) throw new TypeError(`${service} has no action ${action}`);
      try {
        const calls = retryCalls(() => attempt(new Command(input), signal), { signal });
        return (await orAborted(calls, signal)) as never;
      } catch (error) {
        signal?.throwIfAborted();
        throw explained(error, action);
      }
    },
  };
}
