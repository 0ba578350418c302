import { findNearest } from '../dockerfile/nearest';
import { StageBuildError } from '../errors';
import { PLACEHOLDERS, type TemplateFacts } from './placeholders';

/** `{name}` and `{env.NAME}`; doubled braces stand for themselves. JSON in a build argument is none. */
const PLACEHOLDER = /\{\{([A-Za-z][\w.]*)\}\}|\{([A-Za-z][\w.]*)\}/g;

/**
 * Puts facts in the place of `{placeholders}`. `{{sha}}` gives the text `{sha}`.
 * @throws StageBuildError TAG_TEMPLATE_INVALID for a placeholder that is unknown or has no value here
 */
export function renderTemplate(text: string, facts: TemplateFacts): string {
  return text.replace(PLACEHOLDER, (_, literal: string | undefined, name: string) =>
    literal === undefined ? readPlaceholder(name, { text, facts }) : `{${literal}}`,
  );
}

interface Template {
  readonly text: string;
  readonly facts: TemplateFacts;
}

function readPlaceholder(name: string, { text, facts }: Template): string {
  if (name.startsWith('env.')) return readVariable(name.slice('env.'.length), { text, facts });
  if (!Object.hasOwn(PLACEHOLDERS, name)) throw unknownPlaceholder(name, { text, facts });
  const placeholder = PLACEHOLDERS[name];
  const value = placeholder?.read(facts);
  if (value) return value;
  throw new StageBuildError('TAG_TEMPLATE_INVALID', `{${name}} in "${text}" has no value here`, {
    hint: placeholder?.absent,
    project: facts.project,
  });
}

function readVariable(variable: string, { text, facts }: Template): string {
  const value = facts.env[variable];
  if (value) return value;
  throw new StageBuildError(
    'TAG_TEMPLATE_INVALID',
    `{env.${variable}} in "${text}" has no value here`,
    { hint: `Set the environment variable ${variable}.`, project: facts.project },
  );
}

function unknownPlaceholder(name: string, { text, facts }: Template): StageBuildError {
  const names = [...Object.keys(PLACEHOLDERS), 'env.NAME'];
  const nearest = findNearest(name, names);
  const all = names.map((known) => `{${known}}`).join(', ');
  return new StageBuildError(
    'TAG_TEMPLATE_INVALID',
    `{${name}} in "${text}" is not a placeholder`,
    {
      hint: `${nearest ? `Did you mean {${nearest}}? ` : ''}There are ${all}; {{${name}}} stands for itself.`,
      project: facts.project,
    },
  );
}
