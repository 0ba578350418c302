import type { RemoteCase } from './cases';
import type { Place } from './place';

/** Cases that are asked for in one build. */
export interface Question {
  readonly cases: readonly RemoteCase[];
  readonly contexts: Readonly<Record<string, string>>;
}

/** Puts places for their names. */
export function fillIn(text: string, { names }: Pick<Place, 'names'>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '');
}

/** A Dockerfile in which the last stage of case N is `case-N`. It ends with a RUN of its own, which tells whether what is before it changed. */
export function makeDockerfile({ cases }: Question, place: Place): string {
  const stages = cases.map(({ text }, at) => {
    const named = fillIn(text, place).replace(/^(FROM \S+)$(?![\s\S]*^FROM)/m, `$1 AS case-${at}`);
    return `${named}\nRUN echo ${place.nonce} ${at} > /done\n`;
  });
  const last = cases.map((_, at) => `COPY --from=case-${at} /done /${at}\n`);
  return [...stages, 'FROM scratch\n', ...last].join('');
}
