import { toRepository } from '@docker-stage-build/core';
import { dockerfileOptions, type DockerfileOptions } from '../../options';
import { choosePreset, type ChosenPreset } from './presets/choose-preset';
import type { Choices } from './presets/model';
import { addHeader, type RecordedOptions } from './regions/header';
import { markRegions } from './regions/mark-regions';
import { findTemplate, hasTemplate } from './template/find-template';
import { renderTemplate, type Values } from './template/render-template';
import type { ProjectView } from './view/model';
import { ownPath, readJson } from './view/read-own';

/** What a Dockerfile will be, before it is rendered. */
export interface Draft extends ChosenPreset {
  /** Base images by their name in the preset. */
  readonly images: Readonly<Record<string, string>>;
}

/**
 * Decides what Dockerfile a project gets.
 * @throws StageBuildError PRESET_UNKNOWN, PRESET_UNFIT, LOCKFILE_MISSING or OPTION_INVALID
 */
export function draftDockerfile(view: ProjectView, options: DockerfileOptions): Draft {
  const choices: Choices = {
    dependencies: options.dependencies,
    port: options.port ?? null,
    command: options.command ?? null,
  };
  const place = { files: view.files, folder: options.presetFolder };
  const chosen = choosePreset(view, {
    name: options.preset ?? null,
    choices,
    isTeams: (name) => hasTemplate(name, place),
  });
  return { ...chosen, images: { ...chosen.detected.images, ...options.baseImages } };
}

/**
 * Renders a Dockerfile.
 * @param draft its images are written as they are
 * @throws StageBuildError PRESET_INVALID
 */
export function renderDockerfile(
  draft: Draft,
  { view, options }: { readonly view: ProjectView; readonly options: DockerfileOptions },
): string {
  const place = { files: view.files, folder: options.presetFolder };
  const find = (name: string) => findTemplate(name, place);
  const values = { ...commonValues(draft, { view, options }), ...draft.detected.values };
  const rendered = renderTemplate(find(draft.preset.template), { values, find });
  return addHeader(markRegions(rendered), recordOptions(draft, options));
}

interface PackageText {
  readonly description?: string;
  readonly license?: string;
}

/** What every template may say. */
function commonValues(
  { images, detected }: Draft,
  { view, options }: { readonly view: ProjectView; readonly options: DockerfileOptions },
): Values {
  const { name, root } = view.project;
  const { description = '', license = '' } =
    readJson<PackageText>(view, ownPath(view, 'package.json')) ?? {};
  const { port } = detected;
  const health = options.healthPath !== 'none';
  return {
    ...Object.fromEntries(Object.entries(images).map(([key, ref]) => [`image.${key}`, ref])),
    project: name,
    root,
    imageName: toRepository(name).replaceAll('/', '-'),
    title: quote(name),
    description: quote(description),
    license: quote(license === 'UNLICENSED' ? '' : license),
    dependencies: options.dependencies,
    port: port === null ? '' : String(port),
    health,
    healthPath: health ? options.healthPath : '',
    command: JSON.stringify(options.command ?? detected.command).replaceAll('","', '", "'),
  };
}

/** Text for between double quotes in a Dockerfile. */
function quote(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\"$]/g, '\\$&');
}

/** Options that are not of the Dockerfile but of the run of the generator. */
const PASSING = ['project', 'force', 'check', 'preset'];

/** What it takes to generate the same Dockerfile again. */
function recordOptions({ preset }: Draft, options: DockerfileOptions): RecordedOptions {
  return { preset: preset.name, ...givenOptions(options) };
}

const DEFAULTS: RecordedOptions = dockerfileOptions.parse({ project: '-' });

/** Options that are not as they are by default. */
export function givenOptions(options: DockerfileOptions): RecordedOptions {
  const given = Object.entries(options).filter(
    ([name, value]) =>
      !PASSING.includes(name) &&
      value !== undefined &&
      JSON.stringify(value) !== JSON.stringify(DEFAULTS[name]),
  );
  return Object.fromEntries(given);
}
