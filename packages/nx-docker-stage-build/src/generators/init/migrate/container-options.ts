import type { RawImageOptions } from '../../../options';
import { translateCaches } from './cache-entries';
import { checkOptions } from './check-options';
import { translateNames } from './image-names';
import { translateMetadata } from './metadata';
import { joinTranslations, NOTHING, toList, type Raw, type Translation } from './model';
import { translateOutputs } from './outputs';
import { toTemplate } from './templates';

/** Options that mean the same here, by their name there (in camel case) and here. */
const SAME: Readonly<Record<string, keyof RawImageOptions>> = {
  file: 'dockerfile',
  context: 'context',
  target: 'target',
  platforms: 'platforms',
  push: 'push',
  load: 'load',
  builder: 'builder',
  network: 'network',
  pull: 'pull',
  ssh: 'ssh',
  buildArgs: 'buildArgs',
  buildContexts: 'contexts',
  addHosts: 'addHosts',
  shmSize: 'shmSize',
  ulimit: 'ulimits',
  allow: 'allow',
  provenance: 'provenance',
  sbom: 'sbom',
  annotations: 'annotations',
  labels: 'labels',
  metadataFile: 'metadataFile',
  noCache: 'noCache',
  noCacheFilters: 'noCache',
};

/** What has no meaning here, and is missed by nobody. */
const DROPPED = new Set(['quiet', 'githubToken']);

/** Options of `@nx-tools/nx-container:build` 7.3 (https://github.com/gperdomor/oss) as options of ours. */
export function translateContainerOptions(raw: Raw): Translation {
  const options = Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [toCamelCase(name), value]),
  );
  const { cacheFrom, cacheTo, metadata, ...others } = options;
  return checkOptions(
    joinTranslations([
      ...Object.entries(others).map(([name, value]) => translateOption(name, value)),
      translateCaches(toList(cacheFrom), toList(cacheTo)),
      // Names that metadata makes take the place of `tags` there, too.
      metadata === undefined ? NOTHING : translateMetadata(metadata as Raw),
    ]),
  );
}

function translateOption(name: string, value: unknown): Translation {
  // What is off there is off here: an absent option says it shorter.
  if (DROPPED.has(name) || value === undefined) return NOTHING;
  const same = SAME[name];
  if (same !== undefined) return translateValue(name, { as: same, value });
  switch (name) {
    case 'tags':
      return translateNames(toList(value));
    case 'outputs':
      return translateOutputs(toList(value));
    case 'engine':
      return value === 'docker'
        ? NOTHING
        : { options: {}, lost: [`engine "${String(value)}": images are built by docker buildx`] };
    case 'secretFiles':
      return translateSecrets(toList(value));
    case 'secrets':
      // Their values stand in the file: they are not repeated anywhere.
      return { options: {}, lost: toList(value).map(describeSecret) };
    default:
      return { options: {}, lost: [`the option "${name}" has no counterpart`] };
  }
}

interface Value {
  readonly as: keyof RawImageOptions;
  readonly value: unknown;
}

/** Texts take variables of the environment there, here as templates. */
function translateValue(name: string, { as, value }: Value): Translation {
  if (value === 'true' || value === 'false')
    return { options: { [as]: value === 'true' }, lost: [] };
  if (typeof value !== 'string' && !Array.isArray(value)) {
    return { options: { [as]: value }, lost: [] };
  }
  const found = toList(value).map((text) => ({ text, template: toTemplate(text) }));
  const kept = found.flatMap(({ template }) => template ?? []);
  return {
    options: kept.length > 0 ? { [as]: Array.isArray(value) ? kept : kept[0] } : {},
    lost: found.flatMap(({ text, template }) =>
      template === null ? [`${name}: "${text}" has a placeholder that is not known here`] : [],
    ),
  };
}

function translateSecrets(texts: readonly string[]): Translation {
  const secrets = texts.map((text) => {
    const at = text.indexOf('=');
    return { id: text.slice(0, at), src: text.slice(at + 1) };
  });
  return { options: { secrets }, lost: [] };
}

function describeSecret(text: string): string {
  const [id] = text.split('=', 1);
  return `the secret "${id}": name its source in \`secrets\`, { "id": "${id}", "env": "…" }`;
}

function toCamelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
