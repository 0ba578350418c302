import type { Files } from '../workload';
import type { App, Lib, Shape } from './node-projects';

export interface SourceOptions {
  /** The version that a project of the workspace is asked for with: `*`, or pnpm's `workspace:*`. */
  readonly local: string;
}

const SCOPE = '@bench';

/** Manifests and sources of apps and libs. */
export function writeSources({ apps, libs }: Shape, options: SourceOptions): Files {
  return Object.assign({}, ...libs.map(writeLib), ...apps.map((app) => writeApp(app, options)));
}

/** The manifest of an app, with more dependencies if asked. */
export function writeAppManifest(
  { name, libs, dependencies }: App,
  { local, more = {} }: SourceOptions & { readonly more?: Readonly<Record<string, string>> },
): string {
  return toJson({
    name,
    version: '1.0.0',
    private: true,
    type: 'module',
    scripts: {
      build:
        'esbuild src/main.ts --bundle --platform=node --target=node20 --format=cjs --minify --outfile=dist/main.cjs',
    },
    dependencies: {
      ...Object.fromEntries(libs.map((lib) => [`${SCOPE}/${lib}`, local])),
      ...dependencies,
      ...more,
    },
  });
}

/** The text of a JSON file. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function writeLib({ name, dependencies, source }: Lib): Files {
  return {
    [`libs/${name}/package.json`]: toJson({
      name: `${SCOPE}/${name}`,
      version: '1.0.0',
      private: true,
      type: 'module',
      exports: './src/index.ts',
      dependencies,
    }),
    [`libs/${name}/src/index.ts`]: source,
  };
}

function writeApp(app: App, options: SourceOptions): Files {
  const imports = app.libs.map((lib) => `import { ${lib} } from '${SCOPE}/${lib}';`);
  const source = [
    "import { createServer } from 'node:http';",
    ...imports,
    '',
    `const answer = () => JSON.stringify([${app.libs.map((lib) => `${lib}()`).join(', ')}]);`,
    "createServer((_, response) => response.end(answer())).listen(process.env['PORT'] ?? 3000);",
    '',
  ];
  return {
    [`apps/${app.name}/package.json`]: writeAppManifest(app, options),
    [`apps/${app.name}/src/main.ts`]: source.join('\n'),
  };
}
