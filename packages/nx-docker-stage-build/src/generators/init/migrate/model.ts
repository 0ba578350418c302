import type { RawImageOptions } from '../../../options';

/** Options as another tool has them. */
export type Raw = Readonly<Record<string, unknown>>;

/** Options of another tool as options of this plugin. */
export interface Translation {
  readonly options: RawImageOptions;
  /** What could not be carried over, each with the reason. */
  readonly lost: readonly string[];
}

export const NOTHING: Translation = { options: {}, lost: [] };

/** A text alone is a list of one; nothing is an empty one. */
export function toList(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

export type Translate = (options: Raw) => Translation;

/** A plugin of another tool that infers targets, as nx.json registers it. */
export interface ForeignPlugin {
  /** Name of the target that it infers. */
  readonly targetName: string;
  /** What every image had, in options of ours. */
  readonly defaults: RawImageOptions;
  /** Configurations of the inferred target, by name. */
  readonly configurations: Readonly<Record<string, RawImageOptions>>;
  /** How options are read that a project adds to the inferred target. */
  readonly translate: Translate;
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
