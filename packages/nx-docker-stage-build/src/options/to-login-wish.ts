import { isAbsolute, join } from 'node:path';
import { StageBuildError } from '@docker-stage-build/core';
import { registryName, type Login, type LoginWish } from '@docker-stage-build/registries';
import type { ImageOptions } from './parse-options';

export interface WishSurroundings {
  /** Absolute path of the workspace root. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
}

const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/i;
const PLACEHOLDER = /(?<!\{)\{([A-Za-z][\w.]*)\}(?!\})/g;

/**
 * The logins that an option asks for: variables put in, paths absolute, one for each registry.
 * @throws StageBuildError TAG_TEMPLATE_INVALID, OPTION_INVALID
 */
export function toLoginWish(
  option: ImageOptions['login'],
  surroundings: WishSurroundings,
): LoginWish {
  if (typeof option === 'string') return option;
  const logins = option.map((entry) => toLogin(entry, surroundings));
  logins.forEach(({ registry }, at) => checkRegistry(registry, logins.slice(0, at)));
  return logins;
}

function toLogin(
  entry: Exclude<ImageOptions['login'], string>[number],
  { root, env }: WishSurroundings,
): Login {
  const rendered = Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [name, value && renderVariables(value, env)]),
  ) as unknown as typeof entry;
  const absolute = (path: string) => (isAbsolute(path) ? path : join(root, path));
  if (rendered.type === 'file')
    return { ...rendered, passwordFile: absolute(rendered.passwordFile) };
  if (rendered.type === 'docker') return { ...rendered, config: absolute(rendered.config) };
  return rendered;
}

/** Logins are a run's, and not those of one of its projects: variables are all that templates can say here. */
function renderVariables(text: string, env: NodeJS.ProcessEnv): string {
  return text.replace(PLACEHOLDER, (placeholder, name: string) => {
    const variable = name.startsWith('env.') ? name.slice('env.'.length) : null;
    const value = variable && env[variable];
    if (value) return value;
    throw new StageBuildError(
      'TAG_TEMPLATE_INVALID',
      `login: ${placeholder} in "${text}" has no value here`,
      {
        hint: variable
          ? `Set the environment variable ${variable}.`
          : 'A login is that of a whole run, not of one project: it takes {env.NAME} only.',
      },
    );
  });
}

function checkRegistry(registry: string, before: readonly Login[]): void {
  if (!HOST.test(registry))
    throw new StageBuildError('OPTION_INVALID', `login: "${registry}" is no host of a registry`, {
      hint: 'Write it without scheme and path: ghcr.io, localhost:5000.',
    });
  const name = registryName(registry);
  if (before.some((login) => registryName(login.registry) === name))
    throw new StageBuildError('OPTION_INVALID', `login: ${name} has two entries`, {
      hint: 'A registry has one login a run. Projects that need another have a `login` of their own.',
    });
}
