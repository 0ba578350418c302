import { toRepository, toTagSlug } from './slug';

/** What templates can say. `null` is what nobody knows (no repository, no tag, no version). */
export interface TemplateFacts {
  /** The project's name in Nx, such as `@shop/api`. */
  readonly project: string;
  /** Root folder of the project, from the workspace root. */
  readonly projectRoot: string;
  /** `version` of the project's package.json. */
  readonly version: string | null;
  /** The commit's full hash. */
  readonly sha: string | null;
  readonly branch: string | null;
  /** A git tag that points at the commit. */
  readonly tag: string | null;
  /** The commit's date, ISO 8601. */
  readonly date: string | null;
  /** Id of the CI system's run. */
  readonly runId: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One `{placeholder}` of a template. */
export interface Placeholder {
  /** What stands in its place, for the reference. */
  readonly meaning: string;
  readonly read: (facts: TemplateFacts) => string | null;
  /** The way out where it has no value. */
  readonly absent: string;
}

const ALWAYS_THERE = 'It always has a value.';
const NO_COMMIT = 'Commit something first, or use a tag without it, such as `latest`.';

/** Every placeholder but `{env.NAME}`, in the order of the reference. */
export const PLACEHOLDERS: Readonly<Record<string, Placeholder>> = {
  // Not `project`: Nx puts an object in the place of `{project}` on its command line.
  scopedName: {
    meaning: "The project's name as a repository: `@shop/api` is `shop/api`.",
    read: ({ project }) => toRepository(project),
    absent: ALWAYS_THERE,
  },
  name: {
    meaning: 'The same without its scope: `@shop/api` is `api`.',
    read: ({ project }) => toRepository(project).replace(/^.*\//, ''),
    absent: ALWAYS_THERE,
  },
  projectName: {
    meaning: "The project's name as Nx has it: `@shop/api`.",
    read: ({ project }) => project,
    absent: ALWAYS_THERE,
  },
  projectRoot: {
    meaning: "The project's folder, from the workspace root.",
    read: ({ projectRoot }) => projectRoot,
    absent: ALWAYS_THERE,
  },
  workspaceRoot: {
    meaning: 'The folder that all paths count from, `.`.',
    read: () => '.',
    absent: ALWAYS_THERE,
  },
  sha: {
    meaning: "The commit's full hash.",
    read: ({ sha }) => sha,
    absent: NO_COMMIT,
  },
  shortSha: {
    meaning: 'Its first 7 digits.',
    read: ({ sha }) => sha?.slice(0, 7) ?? null,
    absent: NO_COMMIT,
  },
  branch: {
    meaning: 'The branch, made fit for a tag: `feature/cart` is `feature-cart`.',
    read: ({ branch }) => slugOrNull(branch),
    absent: 'Check a branch out, or use `{sha}`: a detached head has no branch.',
  },
  tag: {
    meaning: 'The git tag of the commit, made fit for a tag of an image.',
    read: ({ tag }) => slugOrNull(tag),
    absent: 'Tag the commit with `git tag`, or use `{sha}`.',
  },
  version: {
    meaning: "`version` of the project's package.json; `+` becomes `-`.",
    read: ({ version }) => slugOrNull(version),
    absent: "Give the project's package.json a `version`.",
  },
  date: {
    meaning: "The commit's date in UTC: `2026-11-21`.",
    read: ({ date }) => (date === null ? null : new Date(date).toISOString().slice(0, 10)),
    absent: NO_COMMIT,
  },
  runId: {
    meaning: "Id of the CI system's run.",
    read: ({ runId }) => slugOrNull(runId),
    absent: 'Only runs of a CI system have an id: set this option for CI alone.',
  },
};

function slugOrNull(text: string | null): string | null {
  return text === null ? null : toTagSlug(text);
}
