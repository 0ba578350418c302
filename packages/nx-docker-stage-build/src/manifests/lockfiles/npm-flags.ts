import type { Wanted } from '../model';

/** A dependency of an entry, with the entry it leads to. */
export interface NpmEdge {
  readonly to: string;
  readonly kind: Wanted['kind'];
}

interface Flags {
  dev: boolean;
  optional: boolean;
  devOptional: boolean;
  peer: boolean;
}

/**
 * Says of every entry why it is there, as npm does (npm/arborist, calc-dep-flags.js): `npm ci --omit=dev` goes by it. What only other
 * projects need for production would otherwise show here.
 * @param edges all entries, each with its dependencies; those to what is not an entry do not count
 * @param workspaces entries that the root stands for
 */
export function flagPackages(
  edges: ReadonlyMap<string, readonly NpmEdge[]>,
  workspaces: readonly string[],
): Map<string, Partial<Flags>> {
  const none: Flags = { dev: false, optional: false, devOptional: false, peer: false };
  const flags = new Map<string, Flags>(
    [...edges.keys()].map((key) => [
      key,
      { dev: true, optional: true, devOptional: true, peer: true },
    ]),
  );
  const pending = ['', ...workspaces].filter((key) => edges.has(key));
  for (const key of pending) flags.set(key, { ...none });
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    const parent = flags.get(key) as Flags;
    for (const { to, kind } of edges.get(key) ?? []) {
      const known = flags.get(to);
      if (known && clearFlags(known, { parent, kind })) pending.push(to);
    }
  }
  return new Map([...flags].map(([key, value]) => [key, toMarks(value)]));
}

/** Takes back what one more way to an entry refutes; tells whether that changed anything. */
function clearFlags(
  flags: Flags,
  { parent, kind }: { readonly parent: Flags; readonly kind: NpmEdge['kind'] },
): boolean {
  const isDev = kind === 'dev';
  const isOptional = kind === 'optional' || kind === 'peerOptional';
  const isPeer = kind === 'peer' || kind === 'peerOptional';
  const needed = !parent.devOptional && !parent.dev && !parent.optional && !isDev && !isOptional;
  const cleared: Flags = {
    dev: flags.dev && !needed && (parent.dev || isDev),
    optional: flags.optional && !needed && (parent.optional || isOptional),
    devOptional: flags.devOptional && !needed,
    peer: flags.peer && (parent.peer || isPeer),
  };
  const changed = (Object.keys(cleared) as (keyof Flags)[]).some(
    (name) => cleared[name] !== flags[name],
  );
  Object.assign(flags, cleared);
  return changed;
}

function toMarks({ dev, optional, devOptional, peer }: Flags): Partial<Flags> {
  return {
    ...(dev && { dev }),
    ...(optional && { optional }),
    ...(devOptional && !dev && !optional && { devOptional }),
    ...(peer && { peer }),
  };
}
