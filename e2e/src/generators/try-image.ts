import { setTimeout as wait } from 'node:timers/promises';
import type { Lab } from './open-lab';

export interface Question {
  /** Port that the app listens on. */
  readonly port: number;
  readonly path: string;
  /** Other paths to ask. */
  readonly others?: readonly string[];
  /** Image that its last stage stands on; `scratch` for none. */
  readonly base: string;
  /** Whether process 1 is an init that hands signals on, for apps that listen for none. */
  readonly init?: boolean;
  /** Which of the image's platforms is run; default: the engine's own. */
  readonly platform?: string;
}

/** What an image was seen to do and to be. */
export interface TriedImage {
  readonly answer: string;
  /** What it answers on other paths. */
  readonly others: readonly string[];
  /** Exit code of its own health check, asked while it answers; `null` where it has none. */
  readonly health: number | null;
  readonly user: string;
  readonly title: string | undefined;
  readonly megabytes: number;
  /** Layers above those of its base. */
  readonly layers: number;
  readonly architecture: string;
  /** Seconds from SIGTERM to its end. */
  readonly stopped: number;
}

interface Inspected {
  readonly Size: number;
  readonly Architecture: string;
  readonly RootFS: { readonly Layers: readonly string[] };
  readonly Config: {
    readonly User: string;
    readonly Labels: Readonly<Record<string, string>>;
    readonly Healthcheck?: { readonly Test: readonly string[] };
  };
}

/** A minute: emulated programs start slowly. */
const ATTEMPTS = 300;

/** Runs an image read-only, but for /tmp, asks its app and its health check, and stops it. */
export async function tryImage(
  lab: Lab,
  image: string,
  { port, path, others = [], base, init = false, platform }: Question,
): Promise<TriedImage> {
  const chosen = platform === undefined ? [] : [`--platform=${platform}`];
  const inspect = async (name: string): Promise<Inspected> =>
    (JSON.parse(await lab.docker('image', 'inspect', ...chosen, name)) as [Inspected])[0];
  const inspected = await inspect(image);
  if (base !== 'scratch') await lab.docker('pull', '--quiet', ...chosen, base);
  const below = base === 'scratch' ? [] : (await inspect(base)).RootFS.Layers;
  const layers = inspected.RootFS.Layers;
  expect(layers.slice(0, below.length)).toEqual(below);
  const { User: user, Labels: labels, Healthcheck } = inspected.Config;
  const readOnly = ['--read-only', '--tmpfs=/tmp', '--cap-drop=ALL', ...(init ? ['--init'] : [])];
  const container = await lab.docker(
    'run',
    '--detach',
    ...chosen,
    ...readOnly,
    `--publish=127.0.0.1::${port}`,
    image,
  );
  try {
    const address = await lab.docker('port', container, `${port}/tcp`);
    const answerOn = (one: string): Promise<string> =>
      ask(`http://${address}${one}`, () => lab.docker('logs', container));
    const answer = await answerOn(path);
    const answers = await Promise.all(others.map(answerOn));
    const [, ...test] = Healthcheck?.Test ?? [];
    const health =
      test.length === 0 ? null : await exitCode(lab.docker('exec', container, ...test));
    const start = Date.now();
    await lab.docker('stop', '--timeout=20', container);
    return {
      answer,
      others: answers,
      health,
      user,
      title: labels['org.opencontainers.image.title'],
      megabytes: Math.round(inspected.Size / 1e6),
      layers: layers.length - below.length,
      architecture: inspected.Architecture,
      stopped: (Date.now() - start) / 1000,
    };
  } finally {
    await lab.docker('rm', '--force', container);
  }
}

async function exitCode(command: Promise<string>): Promise<number> {
  return command.then(
    () => 0,
    () => 1,
  );
}

async function ask(url: string, logs: () => Promise<string>): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(url);
      return `${response.status} ${await response.text()}`;
    } catch (error) {
      if (attempt === ATTEMPTS)
        throw new Error(`${url} does not answer: ${await logs()}`, { cause: error });
      await wait(200);
    }
  }
}
