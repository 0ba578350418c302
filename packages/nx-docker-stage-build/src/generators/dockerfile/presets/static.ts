import { posix } from 'node:path';
import { angularOutput } from '../javascript/angular';
import { outputsOf } from '../javascript/build';
import { nodeValues } from '../javascript/node-values';
import { asksFor, nodeImage, readPackages, type Packages } from '../javascript/packages';
import type { ProjectView } from '../view/model';
import { findOwn, matchOwn, readOwn } from '../view/read-own';
import type { Preset } from './model';
import { nextConfig } from './next';

/** A site that a build leaves as files. */
interface Site {
  /** Folder with `index.html`, from the workspace root. */
  readonly output: string;
  /** Whether the app itself reads paths, so that all of them lead to its `index.html`. */
  readonly spa: boolean;
  /** Path below which names carry a hash of the file's content, without slashes around it; empty where there is none. */
  readonly hashed: string;
}

const PORT = 8080;

const nginx = makePreset({
  name: 'static-nginx',
  title: 'Static site (React, Vue, Angular, Astro, Svelte, …) on nginx',
  image: 'nginx:1.28-alpine',
  command: ['nginx', '-g', 'daemon off;'],
});

const caddy = makePreset({
  name: 'static-caddy',
  title: 'The same on Caddy',
  image: 'caddy:2-alpine',
  command: ['caddy', 'run', '--config', '/etc/caddy/Caddyfile'],
});

export const staticSites: readonly Preset[] = [nginx, caddy];

interface SiteServer {
  readonly name: string;
  readonly title: string;
  readonly image: string;
  readonly command: readonly string[];
}

function makePreset({ name, title, image, command }: SiteServer): Preset {
  return {
    name,
    title,
    template: name,
    needs:
      'a build that makes files: Vite, Angular, Astro, Create React App, Docusaurus, or Next.js with `output: "export"`',
    detect: (view, choices) => {
      const packages = readPackages(view);
      const site = packages ? findSite(view, packages) : findPlainSite(view);
      if (!site) return null;
      const node = packages && {
        image: nodeImage(view, packages),
        values: nodeValues(view, { packages, choices }),
      };
      return {
        images: { site: image, ...(node && { node: node.image }) },
        port: choices.port ?? PORT,
        command,
        values: {
          ...(node ? node.values : { build: '' }),
          ...site,
        },
      };
    },
  };
}

/** Packages that tell what builds a site, where it leaves it in the project, and whether it is an app in one page. */
const BUILDERS: readonly (Site & { readonly tells: readonly string[] })[] = [
  { tells: ['astro'], output: 'dist', spa: false, hashed: '_astro' },
  { tells: ['@docusaurus/core'], output: 'build', spa: false, hashed: 'assets' },
  { tells: ['@sveltejs/adapter-static'], output: 'build', spa: false, hashed: '_app/immutable' },
  // Its files with a hash lie beside `index.html`.
  { tells: ['@angular/core'], output: 'dist', spa: true, hashed: '' },
  { tells: ['react-scripts'], output: 'build', spa: true, hashed: 'static' },
  { tells: ['vite'], output: 'dist', spa: true, hashed: 'assets' },
];

function findSite(view: ProjectView, packages: Packages): Site | null {
  const { root } = view.project;
  if (asksFor(packages, '@astrojs/node', '@sveltejs/adapter-node', 'nuxt')) return null;
  if (nextConfig(view)?.output === 'export')
    return { output: posix.join(root, 'out'), spa: false, hashed: '_next/static' };
  const builder = BUILDERS.find(({ tells }) => asksFor(packages, ...tells));
  if (builder && showsItself(view)) {
    const output = angularOutput(view) ?? configuredOutput(view) ?? outputsOf(view.project)[0];
    const { spa, hashed } = builder;
    return { output: output ?? posix.join(root, builder.output), spa, hashed };
  }
  return findPlainSite(view);
}

/** A root with Vite for one project does not make a site of all. */
function showsItself(view: ProjectView): boolean {
  return (
    findOwn(view, ['index.html', 'src/index.html', 'public/index.html']) !== null ||
    matchOwn(view, /^(vite|astro|docusaurus|svelte)\.config\.[cm]?[jt]s$/) !== null
  );
}

function configuredOutput({ project }: ProjectView): string | null {
  const path = project.targets['build']?.options['outputPath'];
  return typeof path === 'string' ? path : null;
}

/** Files that nothing builds. */
function findPlainSite(view: ProjectView): Site | null {
  if ('build' in view.project.targets) return null;
  const folder = ['public', '.'].find(
    (one) => readOwn(view, posix.join(one, 'index.html')) !== null,
  );
  return folder === undefined
    ? null
    : { output: posix.join(view.project.root, folder), spa: false, hashed: '' };
}
