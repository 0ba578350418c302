import { z } from 'zod';
import { strictOptions, textList } from './values';

/** What a context holds: what the project graph says, or all of its folder. */
export const SCOPE_KINDS = ['graph', 'all'] as const;

const scopeObject = strictOptions({
  kind: z
    .enum(SCOPE_KINDS)
    .default('graph')
    .describe(
      '`graph`: files of the project and of those that it depends on, and what the Dockerfile names of no project. `all`: the whole folder.',
    ),
  include: textList
    .prefault([])
    .describe(
      'What is let in besides: patterns as in a `.dockerignore`, from the workspace root, such as `docs/**`. They take templates.',
    ),
});

/** `KIND`, or `graph:PATTERN,PATTERN`. */
const kindAndPatterns = z
  .string()
  .regex(/^(graph|all)$|^graph:./, { error: 'write graph, all or graph:PATTERN,PATTERN' })
  .transform(splitKind)
  .pipe(scopeObject);

/** What of its folder the main context holds: the object, or `KIND` or `graph:PATTERNS` for short. */
export const scopeOptions = z.union([scopeObject, kindAndPatterns]);

function splitKind(text: string): z.input<typeof scopeObject> {
  if (text === 'all') return { kind: 'all' };
  return { kind: 'graph', include: text.slice('graph:'.length) };
}
