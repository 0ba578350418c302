import { posix } from 'node:path';
import type { ProjectFiles } from '../view/model';

/** Something that Cargo compiles and the manifest names. */
export interface CargoTarget {
  readonly kind: 'lib' | 'bin' | 'test' | 'bench' | 'example';
  readonly name: string | null;
  /** From the package's folder, where the manifest says it. */
  readonly path: string | null;
}

/** What a Cargo.toml says, as far as a Dockerfile needs it. */
export interface CargoManifest {
  /** `null` for a workspace that is no package itself. */
  readonly name: string | null;
  readonly rustVersion: string | null;
  readonly defaultRun: string | null;
  /** Build script, where the manifest names one. */
  readonly build: string | null;
  /** Whether programs that the manifest does not name are found by where they lie. */
  readonly autobins: boolean;
  readonly targets: readonly CargoTarget[];
  /** Folders of other packages that it is compiled with. */
  readonly pathDependencies: readonly string[];
  /** Patterns of folders. */
  readonly members: readonly string[];
}

/** A table, or an item of an array of tables. */
interface Section {
  readonly header: string;
  readonly text: string;
}

const HEADER = /^[ \t]*\[\[?[ \t]*([\w.'"-]+)[ \t]*\]\]?[ \t]*(?:#.*)?$/gm;
const KINDS = ['lib', 'bin', 'test', 'bench', 'example'] as const;

/**
 * Reads the Cargo.toml of a folder; `null` where there is none. Reads tables as Cargo's own commands write them, not all of TOML.
 * Keys: https://doc.rust-lang.org/cargo/reference/manifest.html
 */
export function readManifest(folder: string, { read }: ProjectFiles): CargoManifest | null {
  const text = read(posix.join(folder, 'Cargo.toml'));
  if (text === null) return null;
  const sections = splitSections(text);
  const textOf = (header: string): string =>
    sections.find((section) => section.header === header)?.text ?? '';
  const own = textOf('package');
  const dependencies = sections.filter(({ header }) => /(^|[.-])dependencies(\.|$)/.test(header));
  return {
    name: stringOf(own, 'name'),
    rustVersion:
      stringOf(own, 'rust-version') ?? stringOf(textOf('workspace.package'), 'rust-version'),
    defaultRun: stringOf(own, 'default-run'),
    build: stringOf(own, 'build'),
    autobins: !/^\s*autobins\s*=\s*false/m.test(own),
    targets: sections.flatMap((section) => toTarget(section)),
    pathDependencies: dependencies.flatMap(({ text: lines }) =>
      [...lines.matchAll(/^[^#\n]*\bpath\s*=\s*["']([^"']*)["']/gm)].map(([, path = '']) => path),
    ),
    members: listOf(textOf('workspace'), 'members'),
  };
}

function splitSections(text: string): Section[] {
  const headers = [...text.matchAll(HEADER)];
  return headers.map((match, index) => ({
    header: match[1] ?? '',
    text: text.slice(match.index + match[0].length, headers[index + 1]?.index),
  }));
}

function toTarget({ header, text }: Section): CargoTarget[] {
  const kind = KINDS.find((one) => one === header);
  return kind ? [{ kind, name: stringOf(text, 'name'), path: stringOf(text, 'path') }] : [];
}

function stringOf(text: string, key: string): string | null {
  return new RegExp(`^\\s*${key}\\s*=\\s*["']([^"'\n]*)["']`, 'm').exec(text)?.[1] ?? null;
}

function listOf(text: string, key: string): string[] {
  const list = new RegExp(`^\\s*${key}\\s*=\\s*\\[([^\\]]*)\\]`, 'm').exec(text)?.[1] ?? '';
  const items = list.replace(/#.*$/gm, '').matchAll(/["']([^"']*)["']/g);
  return [...items].map(([, item = '']) => item);
}
