import { findNearest, StageBuildError } from '@docker-stage-build/core';

/** What a template can say: a text, whether something holds, or a list that repeats its line. */
export type Value = string | boolean | readonly string[];

export type Values = Readonly<Record<string, Value>>;

/** A template as it was found. */
export interface Template {
  /** Path for messages. */
  readonly path: string;
  readonly text: string;
}

export interface RenderOptions {
  readonly values: Values;
  /** Finds what `#include NAME` names. */
  readonly find: (name: string) => Template;
}

/** `#if NAME`, `#if !NAME`, `#if NAME=TEXT`, `#else`, `#end`, `#include NAME`: Docker takes them for comments. */
const DIRECTIVE = /^#(if|else|end|include)\b\s*(.*?)\s*$/;
const CONDITION = /^(!?)([\w.]+)(?:=(.*))?$/;
const PLACEHOLDER = /\{\{([\w.]+)\}\}/g;

/**
 * Renders a template. `{{NAME}}` stands for a value; a line with a list is repeated for each of its items, and is left out where it has none.
 * @throws StageBuildError PRESET_INVALID, with the line
 */
export function renderTemplate(template: Template, options: RenderOptions): string {
  const lines = renderLines(template, options);
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function renderLines(template: Template, { values, find }: RenderOptions): string[] {
  /** Whether each of the blocks that are open holds. */
  const open: boolean[] = [];
  const rendered = template.text
    .trimEnd()
    .split('\n')
    .flatMap((line, index) => {
      const where = `${template.path}:${index + 1}`;
      const [, directive, argument = ''] = DIRECTIVE.exec(line) ?? [];
      const isShown = !open.includes(false);
      switch (directive) {
        case 'if':
          open.push(holds(argument, { values, where }));
          return [];
        case 'else':
        case 'end': {
          const last = open.pop();
          if (last === undefined) throw invalid(`${where}: \`#${directive}\` without \`#if\`.`);
          if (directive === 'else') open.push(!last);
          return [];
        }
        case 'include':
          return isShown ? renderLines(find(argument), { values, find }) : [];
        default:
          return isShown ? fillIn(line, { values, where }) : [];
      }
    });
  if (open.length > 0) throw invalid(`${template.path}: an \`#if\` has no \`#end\`.`);
  return rendered;
}

interface Place {
  readonly values: Values;
  readonly where: string;
}

function holds(condition: string, place: Place): boolean {
  const [, not, name = '', wanted] = CONDITION.exec(condition) ?? [];
  if (name === '') throw invalid(`${place.where}: \`#if ${condition}\` is no condition.`);
  const value = valueOf(name, place);
  const isSo = wanted === undefined ? isThere(value) : value === wanted;
  return not ? !isSo : isSo;
}

function isThere(value: Value): boolean {
  return typeof value === 'boolean' ? value : value.length > 0;
}

function fillIn(line: string, place: Place): string[] {
  const names = [...line.matchAll(PLACEHOLDER)].map(([, name]) => name as string);
  const list = names.map((name) => valueOf(name, place)).find((value) => Array.isArray(value));
  const fill = (item: string): string =>
    line.replace(PLACEHOLDER, (_, name: string) => {
      const value = valueOf(name, place);
      return Array.isArray(value) ? item : String(value);
    });
  return list ? (list as readonly string[]).map(fill) : [fill('')];
}

function valueOf(name: string, { values, where }: Place): Value {
  const value = values[name];
  if (value !== undefined) return value;
  const nearest = findNearest(name, Object.keys(values));
  throw invalid(
    `${where}: there is no value \`${name}\`.`,
    nearest === null
      ? `There are ${Object.keys(values).sort().join(', ')}.`
      : `Did you mean \`${nearest}\`?`,
  );
}

function invalid(
  message: string,
  hint = 'docs/guides/dockerfiles.md says how presets are written.',
) {
  return new StageBuildError('PRESET_INVALID', message, { hint });
}
