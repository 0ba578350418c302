import { messageOf, StageBuildError } from '../../errors';
import { errorAt, type Position } from '../errors';
import type { Variable } from '../expand/substitution';
import type { StageSource } from '../model';
import { parseImageRef } from '../../names/image-ref';
import { formatPlatform, parsePlatform } from '../platform';
import type { Source } from '../stage-graph-model';
import { expand, hintForValue } from './expander';
import type { Setting } from './setting';
import { stageId } from './stage-index';

export interface Base {
  readonly source: Source;
  readonly platform: string;
  /** A named context of the stage's name stands in for all of it. */
  readonly replaced: boolean;
}

/**
 * Resolves what a stage stands on: a named context of the stage's name, a stage above it, nothing, or an image, which
 * a named context can stand in for.
 */
export function resolveBase(
  stage: StageSource,
  setting: Setting,
  above: ReadonlyMap<string, Base>,
): Base {
  const { path } = setting;
  const { line } = stage;
  const position = { path, line };
  const name = expandFrom(stage.base, setting, position);
  const platform = resolvePlatform(stage, setting, position);
  const context = findOwnContext(stage, setting, { path, line, platform });
  if (context !== null) {
    return { source: { kind: 'context', name: context }, platform, replaced: true };
  }
  const parent = above.get(name.text);
  // `--platform` has no effect on top of a stage: what that stage runs on stays.
  if (parent) {
    const { platform } = parent;
    return { source: { kind: 'stage', stage: name.text }, platform, replaced: false };
  }
  if (name.text === 'scratch') {
    return { source: { kind: 'scratch' }, platform: setting.platform, replaced: false };
  }
  const source = resolveImage(name.text, setting, {
    path,
    line,
    platform,
    missing: name.missing,
    above: [...above.keys()],
  });
  return { source, platform, replaced: false };
}

/** An image, or the named context that stands in for it. */
export function resolveImage(
  ref: string,
  setting: Setting,
  details: Position & {
    readonly platform: string;
    /** Build arguments without a value that the name was made with. */
    readonly missing?: readonly string[];
    readonly above?: readonly string[];
  },
): Source {
  const { missing = [], above = [], platform } = details;
  try {
    parseImageRef(ref);
  } catch (error) {
    if (!(error instanceof StageBuildError)) throw error;
    if (missing.length > 0) throw withoutValue(missing, details);
    const lower = ref.toLowerCase();
    const hint = above.includes(lower)
      ? `FROM finds the stage under its name in lower case: \`${lower}\`.`
      : (error.hint ?? '');
    throw errorAt(details, messageOf(error), { code: error.code, hint });
  }
  const context = setting.findContext(ref, platform);
  return context === null ? { kind: 'image', ref } : { kind: 'context', name: context };
}

function resolvePlatform(stage: StageSource, setting: Setting, position: Position): string {
  if (stage.platform === null) return setting.platform;
  const { text } = expandFrom(stage.platform, setting, position);
  try {
    return formatPlatform(parsePlatform(text, parsePlatform(setting.buildPlatform)));
  } catch (error) {
    if (!(error instanceof StageBuildError)) throw error;
    throw errorAt(position, error.message, { code: error.code, hint: error.hint ?? '' });
  }
}

/**
 * The frontend looks for a context of each stage's name, except for two names of its own, and so refuses a stage
 * name that no image could have.
 */
function findOwnContext(
  stage: StageSource,
  setting: Setting,
  place: Position & { readonly platform: string },
): string | null {
  if (stage.name === null) return null;
  const id = stageId(stage);
  if (id === 'scratch' || id === 'context') return null;
  try {
    parseImageRef(id);
  } catch (error) {
    if (!(error instanceof StageBuildError)) throw error;
    throw errorAt(place, `BuildKit does not take ${stage.name} for a stage's name`, {
      hint: 'End it with a letter or a digit, and put one `.` or at most two `_` in a row.',
    });
  }
  return setting.findContext(id, place.platform);
}

/** Expands what FROM says. Nothing left is an error: it names the build arguments that have no value. */
function expandFrom(
  text: string,
  setting: Setting,
  position: Position,
): { text: string; missing: string[] } {
  const missing = new Set<string>();
  const lookup = (name: string): Variable => {
    const value = setting.globals.lookup(name);
    if (typeof value === 'string' || value.literal === '') missing.add(name);
    return value;
  };
  const { literal } = expand(text, {
    path: position.path,
    line: position.line,
    escape: setting.escape,
    lookup,
  });
  if (!literal) throw withoutValue([...missing], position);
  return { text: literal, missing: [...missing] };
}

function withoutValue(names: readonly string[], position: Position): StageBuildError {
  const [first] = names;
  if (first === undefined) {
    return errorAt(position, 'FROM names no image', { hint: 'Write `FROM image AS name`.' });
  }
  const subject = names.length === 1 ? `${first} has` : `${names.join(' and ')} have`;
  return errorAt(position, `FROM needs a value that ${subject} not`, {
    code: 'ARG_WITHOUT_VALUE',
    hint: `${hintForValue(first)} An ARG counts for FROM when it stands before the first FROM.`,
  });
}
