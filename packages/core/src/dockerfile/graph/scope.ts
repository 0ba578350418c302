import type { Variable } from '../expand/substitution';
import { literalWord, type Word } from '../expand/word';

/** Arguments that steer the frontend and are in nobody's environment. */
const NO_VARIABLES = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

interface Entry {
  readonly value: Word;
  /** Whether an ARG set it last, and not an ENV. */
  readonly isArg: boolean;
}

/** A longer chain of scopes is made one, so that looking up stays cheap. */
const MAX_DEPTH = 32;

/**
 * The variables that instructions see, in order of appearance. ARG and ENV write to one environment, and the later
 * one wins, as in BuildKit. A base image's environment is not known here, so a scope on top of one is open.
 */
export class Scope {
  private own = new Map<string, Entry>();
  private args: readonly string[] | null = null;

  constructor(
    private readonly open: boolean,
    private readonly parent: Scope | null = null,
    private readonly depth = 0,
  ) {}

  readonly lookup = (name: string): Variable => {
    const entry = this.own.get(name);
    if (entry) return entry.value;
    if (this.parent) return this.parent.lookup(name);
    return this.open ? 'unknown' : 'unset';
  };

  setEnv(name: string, value: Word): void {
    this.set(name, { value, isArg: false });
  }

  setArg(name: string, value: Word): void {
    if (!NO_VARIABLES.has(name)) this.set(name, { value, isArg: true });
  }

  /** `NAME=value` of the build arguments in the environment, sorted. */
  listArgs(): readonly string[] {
    if (this.own.size === 0 && this.parent) return this.parent.listArgs();
    return (this.args ??= this.findArgs());
  }

  private findArgs(): readonly string[] {
    const args: string[] = [];
    for (const [name, { value, isArg }] of this.collect())
      if (isArg) args.push(`${name}=${value.literal ?? value.canonical}`);
    return args.sort();
  }

  /** What a stage on top of this one starts with. Nothing is written to this one any more. */
  fork(): Scope {
    if (this.depth < MAX_DEPTH) return new Scope(this.open, this, this.depth + 1);
    const flat = new Scope(this.open);
    flat.own = this.collect();
    return flat;
  }

  private set(name: string, entry: Entry): void {
    this.own.set(name, entry);
    this.args = null;
  }

  private collect(entries = new Map<string, Entry>()): Map<string, Entry> {
    this.parent?.collect(entries);
    for (const [name, entry] of this.own) entries.set(name, entry);
    return entries;
  }
}

/** BuildKit gives this to a stage whose image has no PATH, and so to `scratch`. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The environment of `FROM scratch`. */
export function emptyScope(os: string): Scope {
  const scope = new Scope(false);
  if (os !== 'windows') scope.setEnv('PATH', literalWord(DEFAULT_PATH));
  return scope;
}
