import { StageBuildError } from '@docker-stage-build/core';
import type { z } from 'zod';
import { dockerfileOptions } from './dockerfile-options';
import { explainIssues } from './explain-issues';
import { imageOptions } from './image-options';
import { planOptions } from './plan-options';
import { pluginOptions } from './plugin-options';
import { repositoriesOptions } from './repositories-options';

/** Whose options they are, for messages. */
export interface Owner {
  readonly project: string;
}

type Decided<T> = T & {
  readonly tags: readonly string[];
  readonly load: boolean;
  /** Whether to load was asked for, and is not only the default. */
  readonly isLoadAsked: boolean;
};

/** Options of an image with every default in place. Templates are not rendered yet. */
export type ImageOptions = Readonly<Decided<z.output<typeof imageOptions>>>;

/** Options of a plan with every default in place: those of the image, and how to answer. */
export type PlanOptions = Readonly<Decided<z.output<typeof planOptions>>>;

/** Options for repositories with every default in place: those of the image, and how to go about it. */
export type RepositoriesOptions = Readonly<Decided<z.output<typeof repositoriesOptions>>>;

/** Options of an image as people write them. */
export type RawImageOptions = z.input<typeof imageOptions>;

/** Options of the plugin; `defaults` are as written, for targets to carry. */
export type PluginOptions = Readonly<
  Omit<z.output<typeof pluginOptions>, 'defaults'> & { readonly defaults: RawImageOptions }
>;

/** @throws StageBuildError OPTION_INVALID with every problem in its message */
export function parseImageOptions(raw: unknown, { project }: Owner): ImageOptions {
  const subject = { whose: `The image of ${project}`, reference: 'image', project };
  return decide(parse(imageOptions, raw, subject));
}

/** @throws StageBuildError OPTION_INVALID with every problem in its message */
export function parsePlanOptions(raw: unknown, { project }: Owner): PlanOptions {
  const subject = { whose: `The plan of ${project}`, reference: 'image-plan', project };
  return decide(parse(planOptions, raw, subject));
}

/** @throws StageBuildError OPTION_INVALID with every problem in its message */
export function parseRepositoriesOptions(raw: unknown, { project }: Owner): RepositoriesOptions {
  const whose = `The repositories of ${project}`;
  const subject = { whose, reference: 'ensure-repositories', project };
  return decide(parse(repositoriesOptions, raw, subject));
}

/** @throws StageBuildError OPTION_INVALID with every problem in its message */
export function parsePluginOptions(raw: unknown): PluginOptions {
  const given = (raw ?? {}) as { readonly defaults?: RawImageOptions };
  const subject = { whose: 'nx-docker-stage-build in nx.json', reference: 'plugin' };
  const parsed = parse(pluginOptions, given, subject);
  return { ...parsed, defaults: given.defaults ?? {} };
}

/** Options of the generator `dockerfile` with every default in place. */
export type DockerfileOptions = Readonly<z.output<typeof dockerfileOptions>>;

/** @throws StageBuildError OPTION_INVALID with every problem in its message */
export function parseDockerfileOptions(raw: unknown): DockerfileOptions {
  const { project } = (raw ?? {}) as { readonly project?: unknown };
  const subject = { whose: 'The generator `dockerfile`', reference: 'dockerfile' };
  return parse(dockerfileOptions, raw, {
    ...subject,
    ...(typeof project === 'string' && { project }),
  });
}

/**
 * Options of a generator with every default in place.
 * @throws StageBuildError OPTION_INVALID with every problem in its message
 */
export function parseGeneratorOptions<T extends z.ZodType>(
  schema: T,
  raw: unknown,
  { generator }: { readonly generator: string },
): z.output<T> {
  return parse(schema, raw, { whose: `The generator ${generator}`, reference: generator });
}

/** The defaults that depend on other options. */
function decide<T extends z.output<typeof imageOptions>>(options: T): Decided<T> {
  const { push, outputs, load = !push && outputs.length === 0 } = options;
  const { tags = [push ? '{sha}' : 'latest'] } = options;
  return { ...options, tags, load, isLoadAsked: options.load === true };
}

interface Subject {
  /** Start of the message. */
  readonly whose: string;
  /** Page of docs/reference. */
  readonly reference: string;
  readonly project?: string;
}

function parse<T extends z.ZodType>(
  schema: T,
  raw: unknown,
  { whose, reference, project }: Subject,
) {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const problems = explainIssues(result.error.issues, raw).map(({ path, message }) =>
    path === '' ? message : `${path}: ${message}`,
  );
  const count = problems.length === 1 ? 'an option that is' : `${problems.length} options that are`;
  throw new StageBuildError(
    'OPTION_INVALID',
    [`${whose} has ${count} wrong:`, ...problems].join('\n  '),
    {
      hint: `docs/reference/${reference}.md of nx-docker-stage-build has every option.`,
      ...(project !== undefined && { project }),
    },
  );
}
