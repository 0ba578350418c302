import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work that an interrupt cancels: the work is told, may end what it started, and then the process exits with
 * 128 and the signal's number, 130 for Ctrl-C, as shells expect.
 */
export async function cancelOnSignal<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let received: (typeof SIGNALS)[number] | undefined;
  const cancel = (signal: NodeJS.Signals): void => {
    received = signal as (typeof SIGNALS)[number];
    controller.abort(new Error(`Cancelled by ${signal}`));
  };
  for (const signal of SIGNALS) process.on(signal, cancel);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, cancel);
    if (received) process.exit(128 + constants.signals[received]);
  }
}
