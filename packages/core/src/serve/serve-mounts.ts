import type { Instruction } from '../dockerfile/model';
import type { ServeOptions } from './serve-manifests';

/**
 * Lets bind mounts of single files come from the serving context. A mount of the whole root cannot: what it shows is one context.
 * @returns new lines, `null` when they stay, or what keeps it from being served
 */
export function serveMounts(
  { flags }: Instruction,
  { raw, leaving, context }: ServeOptions & { readonly raw: readonly string[] },
): readonly string[] | string | null {
  let text = raw.join('\n');
  for (const { name, value } of flags) {
    if (name !== 'mount' || value === null) continue;
    const fields = new Map(
      value.split(',').map((field): [string, string] => {
        const [key = '', ...rest] = field.split('=');
        return [key.toLowerCase(), rest.join('=')];
      }),
    );
    const type = fields.get('type') ?? 'bind';
    if (type !== 'bind' || fields.has('from')) continue;
    const source = fields.get('source') ?? fields.get('src') ?? '';
    if (source.includes('$')) return `nobody knows yet what ${source} is`;
    const names = source.split('/').filter((part) => part !== '' && part !== '.');
    if (names.length === 0) return 'a mount shows the whole root';
    if (names.length > 1 || !leaving.includes(names[0] as string)) continue;
    if (text.split(value).length !== 2)
      return `the mount of ${source} is written over several lines`;
    text = text.replace(value, () => `${value},from=${context}`);
  }
  return text === raw.join('\n') ? null : text.split('\n');
}
