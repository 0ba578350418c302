import type { RawImageOptions } from '../../../options';
import { translateCaches } from './cache-entries';
import { translateMetadata, type Metadata } from './metadata-tags';
import { joinTranslations, type Translation } from './model';
import { toTemplate } from './templates';

type Raw = Readonly<Record<string, unknown>>;

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
  outputs: 'outputs',
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

/** Options with templates in them. */
const TEMPLATES: Readonly<Record<string, keyof RawImageOptions>> = {
  tags: 'tags',
  buildArgs: 'buildArgs',
};

/** What has no meaning here, and is missed by nobody. */
const DROPPED = new Set(['quiet', 'githubToken']);

/** Options of `@nx-tools/nx-container:build` (https://github.com/gperdomor/nx-tools) as options of ours. */
export function translateContainerOptions(raw: Raw): Translation {
  const options = Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [toCamelCase(name), value]),
  );
  const { cacheFrom, cacheTo, metadata, ...others } = options;
  return joinTranslations([
    ...Object.entries(others).map(([name, value]) => translateOption(name, value)),
    translateCaches(toList(cacheFrom), toList(cacheTo)),
    metadata === undefined ? NOTHING : translateMetadata(metadata as Metadata),
  ]);
}

const NOTHING: Translation = { options: {}, lost: [] };

function translateOption(name: string, value: unknown): Translation {
  // What is off there is off here: an absent option says it shorter.
  if (DROPPED.has(name) || value === undefined) return NOTHING;
  const same = SAME[name];
  if (same !== undefined) return { options: { [same]: value }, lost: [] };
  const template = TEMPLATES[name];
  if (template !== undefined) return translateList(name, { as: template, texts: toList(value) });
  if (name === 'engine') {
    return value === 'docker'
      ? NOTHING
      : { options: {}, lost: [`engine "${String(value)}": images are built by docker buildx`] };
  }
  if (name === 'secretFiles') return translateSecrets(toList(value), 'src');
  if (name === 'secretEnvs') return translateSecrets(toList(value), 'env');
  if (name === 'secrets') {
    // Their values stand in the file: they are not repeated anywhere.
    const ids = toList(value).map((text) => text.split('=', 1)[0]);
    return {
      options: {},
      lost: ids.map(
        (id) => `the secret "${id}": name its source in \`secrets\`, { "id": "${id}", "env": "…" }`,
      ),
    };
  }
  return { options: {}, lost: [`the option "${name}" has no counterpart`] };
}

function translateList(
  name: string,
  { as, texts }: { readonly as: keyof RawImageOptions; readonly texts: readonly string[] },
): Translation {
  const found = texts.map((text) => ({ text, template: toTemplate(text) }));
  const kept = found.flatMap(({ template }) => (template === null ? [] : [template]));
  return {
    options: kept.length > 0 ? { [as]: kept } : {},
    lost: found.flatMap(({ text, template }) =>
      template === null ? [`${name}: "${text}" has a placeholder that is not known here`] : [],
    ),
  };
}

function translateSecrets(texts: readonly string[], source: 'src' | 'env'): Translation {
  const secrets = texts.map((text) => {
    const at = text.indexOf('=');
    return { id: text.slice(0, at), [source]: text.slice(at + 1) };
  });
  return { options: { secrets }, lost: [] };
}

function toList(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function toCamelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
