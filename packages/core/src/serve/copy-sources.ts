import { compileWildcard, hasWildcard } from '../ignore/compile-wildcard';
import type { Flag, Instruction } from '../dockerfile/model';

/** What lies in the root of a context. */
export interface RootFiles {
  /** Files that are served, by name. */
  readonly served: readonly string[];
  /** Those of them that leave the main context. */
  readonly leaving: readonly string[];
  /** All other names in the root, of files and folders. */
  readonly others: readonly string[];
}

/** COPY or ADD from the main context, as written. */
export interface Copy {
  readonly keyword: string;
  readonly flags: readonly Flag[];
  readonly sources: readonly string[];
  readonly destination: string;
}

/** Reads COPY and ADD; `null` for what does not read from the main context. */
export function readCopy({ keyword, flags, argument, heredocs }: Instruction): Copy | null {
  if (flags.some(({ name }) => name === 'from')) return null;
  const words = splitWords(argument);
  const sources = words
    .slice(0, -1)
    .filter((source) => !heredocs.some(({ name }) => source.replace(/^<<-?/, '') === name));
  const destination = words.at(-1);
  if (sources.length === 0 || destination === undefined || heredocs.length > 0) return null;
  return { keyword, flags, sources, destination };
}

/** The words of an argument, in shell or JSON form. */
function splitWords(argument: string): string[] {
  try {
    const words: unknown = JSON.parse(argument);
    if (Array.isArray(words)) return words.map(String);
  } catch {
    // The shell form.
  }
  return argument.split(/\s+/).filter((word) => word !== '');
}

/** Sources that are served and those that stay as they are. A text says why it cannot be told. */
export function chooseSources(
  { sources, flags }: Copy,
  { served, leaving, others }: RootFiles,
): { readonly served: readonly string[]; readonly left: readonly string[] } | string {
  const taken = new Set<string>();
  const left: string[] = [];
  for (const source of sources) {
    if (/^[a-z]+:\/\/|^git@/.test(source)) {
      left.push(source);
      continue;
    }
    if (source.includes('$')) return `nobody knows yet what ${source} is`;
    const names = source.split('/').filter((name) => name !== '' && name !== '.');
    if (names.length > 1) {
      if (names.includes('..')) return `${source} leaves its folder`;
      if (/^\*+$/.test(names[0] as string) && flags.some(({ name }) => name === 'parents'))
        return `${source} may be any file`;
      left.push(source);
      continue;
    }
    const [name] = names;
    if (name === undefined) {
      if (flags.some((flag) => flag.name === 'exclude')) return '--exclude may leave manifests out';
      for (const one of leaving) taken.add(one);
      left.push(source);
      continue;
    }
    const matches = hasWildcard(name) ? compileWildcard(name) : (other: string) => other === name;
    const matched = served.filter(matches);
    const staysToo = others.some(matches) || matched.length === 0;
    for (const one of staysToo ? matched.filter((file) => leaving.includes(file)) : matched)
      taken.add(one);
    if (staysToo) left.push(source);
  }
  // Without one that leaves, there is nothing to gain.
  const gains = [...taken].some((file) => leaving.includes(file));
  return gains ? { served: [...taken], left } : { served: [], left: sources };
}

/** Writes an instruction, from the main context or a named one. */
export function writeCopy(
  { keyword, flags, sources, destination }: Copy,
  context?: string,
): string {
  const options = flags.map(({ name, value }) =>
    value === null ? `--${name}` : `--${name}=${value}`,
  );
  // Several sources want a folder, as all of them are served into one.
  const isFile = sources.length === 1 && !/(^|\/)\.?$/.test(destination);
  const to = isFile || destination.endsWith('/') ? destination : `${destination}/`;
  const words = [...sources, to];
  return [
    // ADD has no --from, and of files it does what COPY does.
    ...(context === undefined ? [keyword] : ['COPY', `--from=${context}`]),
    ...options,
    ...(words.some((word) => /\s/.test(word)) ? [JSON.stringify(words)] : words),
  ].join(' ');
}
