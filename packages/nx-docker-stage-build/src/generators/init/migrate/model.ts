import type { RawImageOptions } from '../../../options';

/** Options of another tool as options of this plugin. */
export interface Translation {
  readonly options: RawImageOptions;
  /** What could not be carried over, each with the reason. */
  readonly lost: readonly string[];
}

/** What became of a target or of nx.json. */
export interface Migrated {
  /** `api:container`, or `nx.json`. */
  readonly subject: string;
  readonly lost: readonly string[];
}

/** Joins translations: later options win, all losses are told. */
export function joinTranslations(parts: readonly Translation[]): Translation {
  return {
    options: Object.assign({}, ...parts.map(({ options }) => options)) as RawImageOptions,
    lost: parts.flatMap(({ lost }) => lost),
  };
}
