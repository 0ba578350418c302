import type { z } from 'zod';

/** One thing that is wrong with options. */
export interface Problem {
  /** Path of the option, `cache.maxSize`; empty for the options as a whole. */
  readonly path: string;
  /** What should stand there. */
  readonly message: string;
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Options whose values may be secret, so that no message repeats them. */
const PRIVATE = /^(secrets|buildArgs|login)\b/;

/** Turns zod's issues into problems to read, each with its place and, where it helps, what was given. */
export function explainIssues(issues: readonly Issue[], raw: unknown): Problem[] {
  return issues.flatMap((issue) => explain(issue, { raw, above: [] }));
}

interface Place {
  readonly raw: unknown;
  readonly above: Path;
}

function explain(issue: Issue, { raw, above }: Place): Problem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branch = likeliestBranch(issue.errors);
    if (branch) return branch.flatMap((inner) => explain(inner, { raw, above: path }));
  }
  const name = path.join('.');
  const given = issue.code === 'unrecognized_keys' ? '' : describeGiven(name, readPath(raw, path));
  return [{ path: name, message: `${messageFor(issue)}${given}` }];
}

/** The branch that took the value's type; none when every branch refused it as a whole. */
function likeliestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) => !issues.some(isWrongType));
}

function isWrongType(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0;
}

function messageFor(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.join(', ')}`;
    case 'invalid_union':
      return issue.errors.length > 0 ? `expected ${unionTypes(issue.errors)}` : issue.message;
    default:
      return issue.message;
  }
}

function unionTypes(branches: readonly (readonly Issue[])[]): string {
  const types = branches.flatMap((issues) => issues.filter(isWrongType).map(messageFor));
  return [...new Set(types.map((type) => type.replace('expected ', '')))].join(' or ');
}

function describeGiven(name: string, value: unknown): string {
  if (value === undefined) return ', but it is missing';
  if (PRIVATE.test(name)) return '';
  const text = JSON.stringify(value);
  return `, not ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
}

/** What was written at a path; for a field of an option that was written as text, the text. */
function readPath(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((found, key) => {
    if (typeof found === 'string') return found;
    return isObject(found) ? found[key] : undefined;
  }, value);
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
