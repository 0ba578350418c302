import type { Flag, Heredoc } from '../model';
import type { Word } from '../expand/word';

/** Spells a word so that words stay apart: quoted where it has white space, quotes or looks like a flag. */
export function renderWord({ canonical }: Pick<Word, 'canonical'>): string {
  const stands = canonical !== '' && !canonical.startsWith('--') && !/[\s"]/.test(canonical);
  return stands ? canonical : JSON.stringify(canonical);
}

export function renderPair(name: Word, value: Word): string {
  const key = name.canonical.includes('=') ? JSON.stringify(name.canonical) : renderWord(name);
  return `${key}=${renderWord(value)}`;
}

/** Flags in the order of their names, each behind a space; what has one meaning in two spellings comes as one. */
export function renderFlags(flags: readonly Flag[]): string {
  if (flags.length === 0) return '';
  return [...flags]
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, value }) => {
      if (value === null) return ` --${name}`;
      return ` --${name}=${/[\s"]/.test(value) ? JSON.stringify(value) : value}`;
    })
    .join('');
}

/** Bodies as they stand in a Dockerfile, each closed by its delimiter. */
export function renderHeredocs(heredocs: readonly Heredoc[]): string {
  let text = '';
  for (const { name, content } of heredocs) text += `\n${content}${name}`;
  return text;
}
