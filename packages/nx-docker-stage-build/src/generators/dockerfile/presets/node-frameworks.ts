import { posix } from 'node:path';
import { asksFor, readPackages } from '../javascript/packages';
import { describeNodeApp, type StartFacts } from './node';
import type { Preset } from './model';

interface Framework {
  readonly name: string;
  readonly title: string;
  /** The npm package that tells the framework. */
  readonly tells: string;
  /** Folder that its build makes, in the project. */
  readonly output: string;
  /** File that Node.js runs, in the project. */
  readonly main: string;
  /** Whether the output holds all npm packages that it uses. */
  readonly bundled: boolean;
  readonly start: StartFacts;
}

const FRAMEWORKS: readonly Framework[] = [
  {
    name: 'nuxt',
    title: 'Nuxt, its Node.js server',
    tells: 'nuxt',
    output: '.output',
    main: '.output/server/index.mjs',
    bundled: true,
    start: { endsItself: true, traced: true },
  },
  {
    name: 'sveltekit',
    title: 'SvelteKit with `@sveltejs/adapter-node`',
    tells: '@sveltejs/adapter-node',
    output: 'build',
    main: 'build/index.js',
    bundled: false,
    start: { endsItself: true },
  },
  {
    name: 'react-router',
    title: 'React Router as a framework, with `@react-router/serve`',
    tells: '@react-router/serve',
    output: 'build',
    main: 'build/server/index.js',
    bundled: false,
    start: { command: ['react-router-serve', 'build/server/index.js'], endsItself: true },
  },
  {
    name: 'remix',
    title: 'Remix 2 with `@remix-run/serve`',
    tells: '@remix-run/serve',
    output: 'build',
    main: 'build/server/index.js',
    bundled: false,
    start: { command: ['remix-serve', 'build/server/index.js'], endsItself: true },
  },
  {
    name: 'astro-node',
    title: 'Astro with `@astrojs/node`',
    tells: '@astrojs/node',
    output: 'dist',
    main: 'dist/server/entry.mjs',
    bundled: false,
    start: { endsItself: false },
  },
];

const PORT = 3000;

/** Frameworks whose build is a Node.js server: all of them fill the template `node`. */
export const nodeFrameworks: readonly Preset[] = FRAMEWORKS.map(
  ({ tells, output, main, bundled, start, ...preset }) => ({
    ...preset,
    template: 'node',
    needs: `\`${tells}\` in its package.json`,
    detect: (view, choices) => {
      const packages = readPackages(view);
      if (!packages || !asksFor(packages, tells)) return null;
      const { root } = view.project;
      return describeNodeApp(view, {
        packages,
        choices,
        app: {
          output: posix.join(root, output),
          main: posix.join(root, main),
          bundled,
        },
        port: choices.port ?? PORT,
        start,
      });
    },
  }),
);
