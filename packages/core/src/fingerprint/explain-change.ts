import type { Files } from '../context/found-files';
import { mergeFiles } from './merge-files';
import type { StageInputs } from './stage-inputs';

/** How many files are named before the rest is counted. */
const NAMED_FILES = 5;

/** Says why a stage differs between two trees, most telling first; empty when it does not. */
export function explainChange(head: StageInputs, base: StageInputs | undefined): string[] {
  if (!base) return ['the stage is new'];
  if (head.fingerprint === base.fingerprint) return [];
  const reasons = [
    ...explainBase(head, base),
    ...explainSteps(head, base),
    ...explainFiles(mergeFiles(head.reads), mergeFiles(base.reads)),
    ...explainParents(head, base),
  ];
  return reasons.length > 0 ? reasons : ['an input that cannot be compared changed'];
}

function explainBase(head: StageInputs, base: StageInputs): string[] {
  const reasons: string[] = [];
  if (head.base !== base.base) reasons.push(`base ${base.base} became ${head.base}`);
  if (head.stage.platform !== base.stage.platform) {
    reasons.push(`platform ${base.stage.platform} became ${head.stage.platform}`);
  }
  return reasons;
}

function explainSteps(head: StageInputs, base: StageInputs): string[] {
  const reasons: string[] = [];
  const before = new Set(base.stage.steps.map(({ text }) => text));
  for (const { text, line } of head.stage.steps) {
    if (!before.has(text)) reasons.push(`line ${line} changed: ${shorten(text)}`);
  }
  const now = new Set(head.stage.steps.map(({ text }) => text));
  for (const { text } of base.stage.steps) {
    if (!now.has(text)) reasons.push(`gone: ${shorten(text)}`);
  }
  reasons.push(...explainArguments(head, base));
  return reasons;
}

function explainArguments(head: StageInputs, base: StageInputs): string[] {
  const valuesOf = ({ stage }: StageInputs) =>
    new Map(stage.steps.flatMap(({ args }) => args).map((arg) => splitArgument(arg)));
  const before = valuesOf(base);
  const now = valuesOf(head);
  // Values stay out: a build argument may hold what should not be shown.
  return [...new Set([...now.keys(), ...before.keys()])]
    .filter((name) => now.get(name) !== before.get(name))
    .sort()
    .map((name) => `build argument ${name} changed`);
}

function splitArgument(argument: string): [string, string] {
  const at = argument.indexOf('=');
  return [argument.slice(0, at), argument.slice(at + 1)];
}

/** Images that copy the whole workspace share their files. */
const known = new WeakMap<Files, WeakMap<Files, readonly string[]>>();

function explainFiles(head: Files, base: Files): readonly string[] {
  let explained = known.get(head);
  if (!explained) known.set(head, (explained = new WeakMap()));
  let changes = explained.get(base);
  if (!changes) explained.set(base, (changes = listChanges(head, base)));
  return changes;
}

function listChanges(head: Files, base: Files): string[] {
  const changes: string[] = [];
  for (const [path, content] of head) {
    const before = base.get(path);
    if (before === undefined) changes.push(`${path} added`);
    else if (before !== content) changes.push(describeChange(path, [content, before]));
  }
  for (const path of base.keys()) if (!head.has(path)) changes.push(`${path} removed`);
  changes.sort();
  const rest = changes.length - NAMED_FILES;
  return rest > 1 ? [...changes.slice(0, NAMED_FILES), `${rest} more files`] : changes;
}

/** What cannot be known may have changed or not. */
function describeChange(path: string, contents: readonly string[]): string {
  const unknown = contents.some((content) => content.startsWith('submodule '));
  return unknown ? `${path} is a submodule whose files are not known` : `${path} changed`;
}

function explainParents(head: StageInputs, base: StageInputs): string[] {
  const before = new Set(base.parents.values());
  return [...head.parents]
    .filter(([, fingerprint]) => !before.has(fingerprint))
    .map(([id]) => `stage ${id} changed`);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
