import type { Batch } from './batch';
import { SHOP } from './trees';

/** Patterns that BuildKit refuses to build with. */
export const MALFORMED: readonly Batch[] = [
  ...['[', 'docs\n[', '\\', 'a[.-]b', 'package*[', 'do\\u*', '*[z-a]', '!', '[^]', '[]a]'].map(
    (ignore) => ({
      name: `the ignore file ${JSON.stringify(ignore)}`,
      entries: SHOP,
      ignore,
      lines: ['COPY . /out/'],
    }),
  ),
  {
    name: 'an ignore file of a Dockerfile',
    entries: SHOP,
    ownIgnore: 'apps/[',
    lines: ['COPY . /out/'],
  },
  {
    name: 'an ignore file of a named context',
    entries: [],
    contexts: { other: { entries: SHOP, ignore: 'apps/[a-' } },
    lines: ['COPY --from=other . /out/'],
  },
  ...[
    'COPY [ /out/',
    'COPY a[.-]b /out/',
    'COPY ["apps/\\\\\\\\", "/out/"]',
    'COPY apps/*[ /out/',
    'COPY apps/[] /out/',
    'COPY ["apps*\\\\\\\\", "/out/"]',
    'COPY --exclude=[ . /out/',
    'COPY --exclude=*[ apps /out/',
    'COPY --exclude=! . /out/',
    'ADD apps/[z /out/',
  ].map(refuse),
];

export const MALFORMED_PARENTS: readonly Batch[] = [
  'COPY --parents apps/[ /out/',
  'COPY --parents apps/./[a- /out/',
  'COPY --parents app[/./api /out/',
  'COPY --parents --exclude=[ apps /out/',
].map(refuse);

function refuse(line: string): Batch {
  return { name: line, entries: SHOP, lines: [line] };
}
