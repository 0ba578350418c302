import { findNearest, StageBuildError } from '@docker-stage-build/core';
import type { ProjectView } from '../view/model';
import { dotnet } from './dotnet';
import { generic } from './generic';
import { go } from './go';
import { java } from './java';
import type { Choices, Detected, Preset } from './model';
import { next } from './next';
import { node } from './node';
import { nodeFrameworks } from './node-frameworks';
import { python } from './python';
import { rust } from './rust';
import { staticSites } from './static';

/** All presets, in the order in which they are tried: what tells more about a project comes before what tells less. */
export const PRESETS: readonly Preset[] = [
  dotnet,
  ...java,
  rust,
  go,
  python,
  next,
  ...nodeFrameworks,
  ...staticSites,
  node,
  generic,
];

export interface ChosenPreset {
  readonly preset: Preset;
  readonly detected: Detected;
}

export interface PresetQuestion {
  /** What is asked for; `null` to have it detected. */
  readonly name: string | null;
  readonly choices: Choices;
  /** Whether a team has a preset of its own of this name. */
  readonly isTeams: (name: string) => boolean;
}

const NOTHING: Detected = { images: {}, port: null, command: [], values: {} };

/**
 * Chooses the preset for a project: the one that is asked for, else the first that fits.
 * @throws StageBuildError PRESET_UNKNOWN, PRESET_UNFIT or LOCKFILE_MISSING
 */
export function choosePreset(
  view: ProjectView,
  { name, choices, isTeams }: PresetQuestion,
): ChosenPreset {
  const isKnown = PRESETS.some((preset) => preset.name === name);
  if (name !== null && (isKnown || !isTeams(name))) return askedPreset(view, { name, choices });
  const fitting = findFitting(view, choices);
  // A team's own preset is rendered with what the plugin knows about the project, if it knows anything.
  if (name !== null)
    return {
      preset: { ...(fitting?.preset ?? generic), name, template: name },
      detected: fitting?.detected ?? NOTHING,
    };
  if (fitting) return fitting;
  throw new StageBuildError(
    'PRESET_UNFIT',
    `Nothing in ${view.project.root} tells what kind of app ${view.project.name} is.`,
    {
      hint: `Choose one with --preset (${listNames()}), or say what starts it: --command="…".`,
      project: view.project.name,
    },
  );
}

function findFitting(view: ProjectView, choices: Choices): ChosenPreset | null {
  for (const preset of PRESETS) {
    const detected = preset.detect(view, choices);
    if (detected) return { preset, detected };
  }
  return null;
}

function askedPreset(
  view: ProjectView,
  { name, choices }: { readonly name: string; readonly choices: Choices },
): ChosenPreset {
  const preset = PRESETS.find((one) => one.name === name);
  if (!preset) {
    const nearest = findNearest(
      name,
      PRESETS.map((one) => one.name),
    );
    throw new StageBuildError('PRESET_UNKNOWN', `There is no preset "${name}".`, {
      hint: nearest === null ? `There are ${listNames()}.` : `Did you mean "${nearest}"?`,
      project: view.project.name,
    });
  }
  const detected = preset.detect(view, choices);
  if (detected) return { preset, detected };
  throw new StageBuildError(
    'PRESET_UNFIT',
    `${view.project.name} is no app for the preset "${name}": that needs ${preset.needs}.`,
    {
      hint: 'Choose another one with --preset, or leave it out to have it detected.',
      project: view.project.name,
    },
  );
}

function listNames(): string {
  return PRESETS.map(({ name }) => name).join(', ');
}
