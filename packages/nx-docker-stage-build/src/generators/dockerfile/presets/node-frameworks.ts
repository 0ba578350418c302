import { posix } from 'node:path';
import { asksFor, readPackages } from '../javascript/packages';
import { describeNodeApp } from './node';
import type { Preset } from './model';

interface Framework {
  readonly name: string;
  readonly title: string;
  /** npm packages, one of which tells the framework. */
  readonly tells: readonly string[];
  /** Folder that its build makes, in the project. */
  readonly output: string;
  /** File that Node.js runs, in the project. */
  readonly main: string;
  /** Whether the output holds all npm packages that it uses. */
  readonly bundled: boolean;
  /** Program and arguments, where Node.js does not run a file of the output. */
  readonly command?: readonly string[];
}

const FRAMEWORKS: readonly Framework[] = [
  {
    name: 'nuxt',
    title: 'Nuxt, its Node.js server',
    tells: ['nuxt'],
    output: '.output',
    main: '.output/server/index.mjs',
    bundled: true,
  },
  {
    name: 'sveltekit',
    title: 'SvelteKit with `@sveltejs/adapter-node`',
    tells: ['@sveltejs/adapter-node'],
    output: 'build',
    main: 'build/index.js',
    bundled: false,
  },
  {
    name: 'remix',
    title: 'Remix and React Router 7, their Node.js server',
    tells: ['@react-router/serve', '@remix-run/serve'],
    output: 'build',
    main: 'build/server/index.js',
    bundled: false,
  },
  {
    name: 'astro-node',
    title: 'Astro with `@astrojs/node`',
    tells: ['@astrojs/node'],
    output: 'dist',
    main: 'dist/server/entry.mjs',
    bundled: false,
  },
];

const PORT = 3000;

/** Frameworks whose build is a Node.js server: all of them fill the template `node`. */
export const nodeFrameworks: readonly Preset[] = FRAMEWORKS.map((framework) => ({
  name: framework.name,
  title: framework.title,
  template: 'node',
  needs: `${framework.tells.map((name) => `\`${name}\``).join(' or ')} in its package.json`,
  detect: (view, choices) => {
    const packages = readPackages(view);
    if (!packages || !asksFor(packages, ...framework.tells)) return null;
    const { root } = view.project;
    const serve = asksFor(packages, '@react-router/serve') ? 'react-router-serve' : 'remix-serve';
    const command = framework.name === 'remix' ? { command: [serve, framework.main] } : {};
    return describeNodeApp(view, {
      packages,
      choices,
      app: {
        output: posix.join(root, framework.output),
        main: posix.join(root, framework.main),
        bundled: framework.bundled,
      },
      port: choices.port ?? PORT,
      ...command,
    });
  },
}));
