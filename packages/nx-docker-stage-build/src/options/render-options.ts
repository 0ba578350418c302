import { renderTemplate, type TemplateFacts } from '@docker-stage-build/core';
import type { ImageOptions } from './parse-options';

/**
 * Renders the templates of all options but `image` and `tags`, which `imageTags` of the core takes as they are.
 * @throws StageBuildError TAG_TEMPLATE_INVALID
 */
export function renderImageOptions<T extends ImageOptions>(options: T, facts: TemplateFacts): T {
  const text = (value: string): string => renderTemplate(value, facts);
  const values = (record: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, text(value)]));
  const document = (value: object | string | undefined): object | string | undefined =>
    typeof value === 'string' ? text(value) : value;
  const { cache, contextScope, ecr, metadataFile } = options;
  return {
    ...options,
    dockerfile: text(options.dockerfile),
    context: text(options.context),
    contextScope: { ...contextScope, include: contextScope.include.map(text) },
    outputs: options.outputs.map((output) =>
      'dest' in output ? { ...output, dest: text(output.dest) } : output,
    ),
    buildArgs: values(options.buildArgs),
    secrets: options.secrets.map((secret) =>
      secret.src === undefined ? secret : { ...secret, src: text(secret.src) },
    ),
    contexts: values(options.contexts),
    labels: values(options.labels),
    annotations: values(options.annotations),
    cache: cache.location === undefined ? cache : { ...cache, location: text(cache.location) },
    ecr: {
      ...ecr,
      ...(ecr.tags && { tags: values(ecr.tags) }),
      lifecycle: document(ecr.lifecycle),
      cacheLifecycle: document(ecr.cacheLifecycle),
      policy: document(ecr.policy),
    },
    ...(metadataFile !== undefined && { metadataFile: text(metadataFile) }),
  };
}
