import type { Batch } from './batch';

/** So many ignore files are asked for in one build, each in a named context. */
const CONTEXTS = 20;

/** Ignore files, each in a named context that is copied as a whole. */
export function asContexts(
  name: string,
  { ignores, entries }: { readonly ignores: readonly string[]; readonly entries: Batch['entries'] },
): Batch[] {
  const starts = Array.from(
    { length: Math.ceil(ignores.length / CONTEXTS) },
    (_, at) => at * CONTEXTS,
  );
  return starts.map((start) => {
    const contexts = ignores
      .slice(start, start + CONTEXTS)
      .map((ignore, at) => [`context-${at}`, { entries, ignore }] as const);
    return {
      name: `ignore files ${name} from ${start + 1} on`,
      entries: [],
      contexts: Object.fromEntries(contexts),
      lines: contexts.map(([context]) => `COPY --from=${context} . /out/`),
    };
  });
}
