import { literalWord, type Word } from '../expand/word';
import type { Variable } from '../expand/substitution';

/** Arguments that steer the frontend and are in nobody's environment. */
const NO_VARIABLES = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

/**
 * The variables that instructions see, in order of appearance. ARG and ENV write to one environment, and the later
 * one wins, as in BuildKit. A base image's environment is not known here, so a scope on top of one is open.
 */
export class Scope {
  private variables = new Map<string, Word>();
  /** Names of the variables that an ARG set last. */
  private argNames = new Set<string>();
  private shared = false;
  private args: readonly string[] | null = null;

  constructor(private readonly open: boolean) {}

  readonly lookup = (name: string): Variable =>
    this.variables.get(name) ?? (this.open ? 'unknown' : 'unset');

  setEnv(name: string, value: Word): void {
    this.own();
    this.variables.set(name, value);
    this.argNames.delete(name);
  }

  setArg(name: string, value: Word): void {
    if (NO_VARIABLES.has(name)) return;
    this.own();
    this.variables.set(name, value);
    this.argNames.add(name);
  }

  /** `NAME=value` of the build arguments in the environment, sorted. */
  listArgs(): readonly string[] {
    this.args ??= [...this.argNames]
      .map((name) => {
        const { literal, canonical } = this.variables.get(name) as Word;
        return `${name}=${literal ?? canonical}`;
      })
      .sort();
    return this.args;
  }

  /** What a stage on top of this one starts with. Nothing is copied until one of them writes. */
  fork(): Scope {
    const copy = new Scope(this.open);
    copy.variables = this.variables;
    copy.argNames = this.argNames;
    copy.args = this.args;
    this.shared = copy.shared = true;
    return copy;
  }

  private own(): void {
    this.args = null;
    if (!this.shared) return;
    this.variables = new Map(this.variables);
    this.argNames = new Set(this.argNames);
    this.shared = false;
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
