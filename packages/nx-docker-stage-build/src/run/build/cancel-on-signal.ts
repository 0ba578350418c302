import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Tells work of an interrupt. */
export interface Cancellation {
  readonly signal: AbortSignal;
  /** Stops listening; after an interrupt the process exits. */
  readonly end: () => void;
}

/**
 * Listens for an interrupt, and for the end of the process that started this one. Work that was told of it may end what
 * it started; then the process exits with 128 and the signal's number, 130 for Ctrl-C, as shells expect.
 */
export function listenForSignals(): Cancellation {
  const controller = new AbortController();
  let received: NodeJS.Signals | undefined;
  const cancel = (signal: NodeJS.Signals): void => {
    received = signal;
    controller.abort(new Error(`Cancelled by ${signal}`));
  };
  // An Nx that is killed leaves its children behind: its end of the channel closes, no signal comes.
  const hangUp = (): void => cancel('SIGHUP');
  for (const signal of SIGNALS) process.on(signal, cancel);
  process.on('disconnect', hangUp);
  return {
    signal: controller.signal,
    end: () => {
      for (const signal of SIGNALS) process.off(signal, cancel);
      process.off('disconnect', hangUp);
      if (received) process.exit(128 + constants.signals[received]);
    },
  };
}

/** Runs work that an interrupt cancels. */
export async function cancelOnSignal<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, end } = listenForSignals();
  try {
    return await work(signal);
  } finally {
    end();
  }
}
