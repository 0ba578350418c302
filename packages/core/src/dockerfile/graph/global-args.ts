import { literalWord } from '../expand/word';
import type { Dockerfile } from '../model';
import { parseArguments } from '../parse/arguments';
import { formatPlatform, parsePlatform } from '../platform';
import type { StageGraphOptions } from '../stage-graph-model';
import { expand } from './expander';
import { Scope } from './scope';

/** What FROM sees: the platform's arguments, and every ARG before the first FROM that has a value. */
export function expandGlobalArgs(dockerfile: Dockerfile, options: StageGraphOptions): Scope {
  const { path, escape } = dockerfile;
  const { buildArgs = {} } = options;
  const scope = new Scope(false);
  for (const [name, value] of platformArgs(dockerfile, options)) {
    scope.setArg(name, literalWord(ownValue(buildArgs, name) ?? value));
  }
  for (const { argument, line } of dockerfile.globalArgs) {
    for (const [name, fallback] of parseArguments(argument, escape)) {
      const given = ownValue(buildArgs, name);
      if (given !== undefined) scope.setArg(name, literalWord(given));
      else if (fallback !== null) {
        scope.setArg(name, expand(fallback, { lookup: scope.lookup, escape, path, line }));
      }
    }
  }
  return scope;
}

/** A build argument's value; names such as `constructor` are names like any other. */
export function ownValue(
  buildArgs: Readonly<Record<string, string>>,
  name: string,
): string | undefined {
  return Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
}

/** The arguments that the frontend sets itself (BuildKit, dockerfile2llb/platform.go). */
function platformArgs(dockerfile: Dockerfile, options: StageGraphOptions): [string, string][] {
  const target = parsePlatform(options.platform);
  const build = parsePlatform(options.buildPlatform ?? options.platform);
  const last = dockerfile.stages.at(-1)?.name?.toLowerCase();
  return [
    ['BUILDPLATFORM', formatPlatform(build)],
    ['BUILDOS', build.os],
    ['BUILDOSVERSION', ''],
    ['BUILDARCH', build.arch],
    ['BUILDVARIANT', build.variant],
    ['TARGETPLATFORM', formatPlatform(target)],
    ['TARGETOS', target.os],
    ['TARGETOSVERSION', ''],
    ['TARGETARCH', target.arch],
    ['TARGETVARIANT', target.variant],
    ['TARGETSTAGE', options.target || last || 'default'],
  ];
}
