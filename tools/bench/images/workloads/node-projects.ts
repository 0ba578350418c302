/** An app of a workload: one image. */
export interface App {
  readonly name: string;
  /** Names of the libs that it is compiled with. */
  readonly libs: readonly string[];
  /** Packages from a registry, with their versions. */
  readonly dependencies: Readonly<Record<string, string>>;
}

/** A lib of a workload, and the one package that it stands on. */
export interface Lib {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly source: string;
}

/** The projects of a workspace. */
export interface Shape {
  readonly apps: readonly App[];
  readonly libs: readonly Lib[];
}

const LIBS: readonly Lib[] = [
  {
    name: 'catalog',
    dependencies: { zod: '4.6.7' },
    source:
      "import { z } from 'zod';\nexport const catalog = () => z.string().min(1).parse('catalog');\n",
  },
  {
    name: 'money',
    dependencies: { 'big.js': '7.0.1' },
    source:
      "import Big from 'big.js';\nexport const money = () => new Big(100).times(1.19).toFixed(2);\n",
  },
  {
    name: 'log',
    dependencies: { pino: '10.4.0' },
    source:
      "import { pino } from 'pino';\nexport const log = () => String(pino({ name: 'bench' }).level);\n",
  },
  {
    name: 'time',
    dependencies: { croner: '11.0.1' },
    source:
      "import { Cron } from 'croner';\nexport const time = () => String(new Cron('0 0 * * *').nextRun()?.getFullYear());\n",
  },
  {
    name: 'page',
    dependencies: { eta: '4.6.0' },
    source:
      "import { Eta } from 'eta';\nexport const page = () => new Eta().renderString('<%= it.of %>', { of: 'page' });\n",
  },
  {
    name: 'range',
    dependencies: { semver: '7.8.6' },
    source:
      "import { satisfies } from 'semver';\nexport const range = () => String(satisfies('1.2.3', '^1.0.0'));\n",
  },
];

const APP_NAMES = ['api', 'web', 'worker', 'admin', 'billing', 'search'];

/** Every app has packages of its own, so that no two `npm ci` are alike. */
const APP_DEPENDENCIES: readonly Readonly<Record<string, string>>[] = [
  { fastify: '5.12.8' },
  { eta: '4.6.0' },
  { croner: '11.0.1' },
  { fastify: '5.12.8', zod: '4.6.7' },
  { pino: '10.4.0' },
  { 'big.js': '7.0.1' },
];

/**
 * Makes the projects of a workspace: each app stands on two libs, and each lib is in two apps, so that a change of
 * one lib affects two images.
 *
 * @param count of apps, and of libs: 2 to 6
 */
export function makeShape(count: number): Shape {
  const libs = LIBS.slice(0, count);
  const apps = APP_NAMES.slice(0, count).map((name, at) => ({
    name,
    libs: [libs[at], libs[(at + 1) % count]].map((lib) => (lib as Lib).name).sort(),
    dependencies: APP_DEPENDENCIES[at] as Readonly<Record<string, string>>,
  }));
  return { apps, libs };
}
