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

export interface Grouping<A, B> {
  /** Those with the same key are worked on together. */
  readonly keyOf: (value: A) => string;
  /** One result for each, in order. A StageBuildError that it throws is the result of all. */
  readonly work: (values: readonly [A, ...A[]]) => Promise<readonly Settled<B>[]>;
}

/** Goes on with groups of what went well so far. */
export async function settleGroups<A, B>(
  settled: readonly Settled<A>[],
  { keyOf, work }: Grouping<A, B>,
): Promise<Settled<B>[]> {
  const groups = new Map<string, A[]>();
  for (const value of valuesOf(settled)) {
    const key = keyOf(value);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  const results = new Map<A, Settled<B>>();
  for (const values of groups.values()) {
    const all = await settleEach([{ value: values }], () => work(values as [A, ...A[]]));
    const [whole] = all as [Settled<readonly Settled<B>[]>];
    values.forEach((value, at) =>
      results.set(value, 'error' in whole ? whole : (whole.value[at] as Settled<B>)),
    );
  }
  return settled.map((one) => ('error' in one ? one : (results.get(one.value) as Settled<B>)));
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
