import { StageBuildError } from '@docker-stage-build/core';

/** What became of one of several: an error that its user can mend leaves the others alone. */
export type Settled<T> = { readonly value: T } | { readonly error: StageBuildError };

/** Goes on with what went well so far. An error that is no StageBuildError is a fault of ours and ends everything. */
export function settleEach<A, B>(
  settled: readonly Settled<A>[],
  work: (value: A) => B | Promise<B>,
): Promise<Settled<B>[]> {
  return Promise.all(
    settled.map(async (one): Promise<Settled<B>> => {
      if ('error' in one) return one;
      try {
        return { value: await work(one.value) };
      } catch (error) {
        if (error instanceof StageBuildError) return { error };
        throw error;
      }
    }),
  );
}

/** What went well. */
export function valuesOf<T>(settled: readonly Settled<T>[]): T[] {
  return settled.flatMap((one) => ('value' in one ? [one.value] : []));
}

/** The only one. @throws its StageBuildError */
export function onlyValue<T>([one]: readonly Settled<T>[]): T {
  if (!one) throw new Error('There is none.');
  if ('error' in one) throw one.error;
  return one.value;
}
