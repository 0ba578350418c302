import { translateContainerOptions } from './container-options';
import type { Translation } from './model';

/** Flags of `docker build` by the option that they are there, in `@nx-tools/nx-container`'s words. */
const FLAGS: Readonly<Record<string, string>> = {
  '--tag': 'tags',
  '-t': 'tags',
  '--file': 'file',
  '-f': 'file',
  '--build-arg': 'build-args',
  '--platform': 'platforms',
  '--target': 'target',
  '--cache-from': 'cache-from',
  '--cache-to': 'cache-to',
  '--label': 'labels',
  '--annotation': 'annotations',
  '--network': 'network',
  '--add-host': 'add-hosts',
  '--shm-size': 'shm-size',
  '--ulimit': 'ulimit',
  '--ssh': 'ssh',
  '--builder': 'builder',
  '--build-context': 'build-contexts',
  '--output': 'outputs',
  '-o': 'outputs',
  '--allow': 'allow',
  '--metadata-file': 'metadata-file',
  '--provenance': 'provenance',
  '--sbom': 'sbom',
};

const SWITCHES: Readonly<Record<string, string>> = {
  '--push': 'push',
  '--load': 'load',
  '--pull': 'pull',
  '--no-cache': 'no-cache',
};

const SINGLE = new Set([
  'file',
  'target',
  'network',
  'shm-size',
  'builder',
  'metadata-file',
  'provenance',
  'sbom',
]);

/** Arguments of `docker build`, as lists in targets have them (`--tag x`, or in two items), as options of ours. */
export function translateDockerArguments(args: readonly string[]): Translation {
  const words = args
    .flatMap((text) => text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [])
    .map(unquote);
  const options: Record<string, unknown> = {};
  const secrets: string[] = [];
  const lost: string[] = [];
  while (words.length > 0) {
    const word = words.shift() as string;
    const [flag = '', ...inline] = word.split('=');
    const takeValue = (): string => (inline.length > 0 ? inline.join('=') : (words.shift() ?? ''));
    if (flag in SWITCHES) options[SWITCHES[flag] as string] = inline.join('=') !== 'false';
    else if (flag === '--secret') secrets.push(takeValue());
    else if (flag in FLAGS) add(options, { name: FLAGS[flag] as string, value: takeValue() });
    // The folder that it runs in: the context, unless another is named.
    else if (word !== '.') lost.push(`the argument "${word}" of docker build`);
  }
  const { options: translated, lost: more } = translateContainerOptions(options);
  return {
    options: { ...translated, ...(secrets.length > 0 && { secrets }) },
    lost: [...lost, ...more],
  };
}

function add(
  options: Record<string, unknown>,
  { name, value }: { readonly name: string; readonly value: string },
) {
  if (SINGLE.has(name)) options[name] = value;
  else {
    const items = name === 'platforms' ? value.split(',') : [value];
    options[name] = [...((options[name] as string[] | undefined) ?? []), ...items];
  }
}

function unquote(word: string): string {
  return word.replace(
    /"([^"]*)"|'([^']*)'/g,
    (_, double?: string, single?: string) => double ?? single ?? '',
  );
}
