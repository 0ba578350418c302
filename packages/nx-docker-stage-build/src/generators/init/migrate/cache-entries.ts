import type { RawImageOptions } from '../../../options';
import { splitName } from './image-names';
import type { Translation } from './model';
import { toTemplate } from './templates';

type Cache = Extract<NonNullable<RawImageOptions['cache']>, object>;

/**
 * Where `cache-from` and `cache-to` kept caches. Names of caches are derived here, so only the place is carried over: that of `cache-to`, and
 * that of `cache-from` where nothing is written.
 */
export function translateCaches(from: readonly string[], to: readonly string[]): Translation {
  const entries = [...to, ...from].map((text) => ({ text, cache: toCache(text) }));
  const chosen = entries.find(({ cache }) => cache !== null)?.cache ?? null;
  const others = entries.filter(({ cache }) => cache === null || !isSamePlace(cache, chosen));
  const writes = to.length > 0;
  return {
    options: chosen === null ? {} : { cache: { ...chosen, ...(!writes && { write: false }) } },
    lost: [...new Set(others.map(({ text }) => text))].map(
      (text) => `the cache "${text}": one place is kept, a registry or a folder (option \`cache\`)`,
    ),
  };
}

function isSamePlace(one: Cache, other: Cache | null): boolean {
  return one.kind === other?.kind && one.location === other?.location;
}

/** `type=registry,ref=R:TAG,mode=max`, `type=local,dest=D` or, for short, `R:TAG`. */
function toCache(text: string): Cache | null {
  const fields = Object.fromEntries(
    (text.includes('=') ? text : `type=registry,ref=${text}`)
      .split(',')
      .map((field) => field.split('=', 2)),
  ) as Record<string, string | undefined>;
  const mode = fields['mode'] === 'min' ? ({ mode: 'min' } as const) : {};
  const { type, ref = '', dest, src = '' } = fields;
  const place = type === 'registry' ? splitName(ref).repository : (dest ?? src);
  const location = toTemplate(place);
  if ((type !== 'registry' && type !== 'local') || !location) return null;
  return { kind: type, location, ...mode };
}
