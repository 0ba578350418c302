import { join } from 'node:path';
import { bringUp, startEngine, startRegistry } from '../engine';
import { paths } from '../engine/paths';
import { makeWorkspace } from '../workspace';
import { askApp } from './ask-app';
import { buildImage, countRunSteps, imageCommand } from './build-image';
import { Steps } from './steps';

const say = (line: string): void => console.log(line);

/** What was started for this run alone, to be ended in reverse order. */
const started: { stop(): Promise<void> }[] = [];
let interrupted = false;

function own<T extends { stop(): Promise<void> }>(service: T): T {
  started.push(service);
  return service;
}

/** From sources to a running image, twice; the second time on a builder that knows nothing. */
async function quickstart(): Promise<void> {
  const steps = new Steps((line) => {
    if (interrupted) throw new Error('Interrupted.');
    say(line);
  });
  const { registry: shared } = await steps.take('an engine, a registry, base images', () =>
    bringUp(),
  );
  const workspace = await steps.take(
    'the example workspace, with the plugin as packed from these sources',
    () => makeWorkspace({ example: 'shop', dir: join(paths.cache, 'quickstart') }),
    ({ root }) => root,
  );
  const mirrors = shared ? [`http://${shared.address}`] : [];
  const [engine, registry] = await steps.take(
    'an empty builder and an empty registry',
    async () => [
      own(await startEngine({ name: 'quickstart', mirrors })),
      own(await startRegistry({ name: 'quickstart-registry' })),
    ],
  );
  const repository = `${registry.address}/shop/api`;
  const target = { repository, env: engine.env };
  say(`\n  npx nx ${imageCommand(repository).join(' ')}\n`);
  await steps.take(
    'first build: nothing is cached',
    () => buildImage(workspace, target),
    countRunSteps,
  );
  await steps.take('the builder is emptied: all it has is what the registry holds', () =>
    engine.reset(),
  );
  const second = await steps.take(
    'second build, on the cold builder (with --reuse=never: else the image is tagged, not built)',
    () => buildImage(workspace, { ...target, more: ['--reuse=never'] }),
    countRunSteps,
  );
  const executed = second.runSteps.filter((step) => step.ran);
  if (executed.length > 0) {
    throw new Error(`Not from cache: ${executed.map(({ name }) => name).join(', ')}`);
  }
  const image = `${repository}@${second.digest}`;
  await steps.take(
    'the image runs, and its app is asked for /products',
    () => askApp(image, { path: '/products', env: { ...process.env, ...engine.env } }),
    (answer) => answer,
  );
  say(`\ndigest  ${second.digest}\ndone in ${steps.total()}\n`);
  sayHowToGoOn(workspace.root);
}

function sayHowToGoOn(root: string): void {
  say('Go on with the engine that stays up:');
  say('  eval "$(npm run --silent engine -- env)"');
  say(`  cd ${root} && npx nx run web:image`);
  say('Stop it: npm run engine -- down');
}

async function main(): Promise<void> {
  // The commands that run get the signal too; what was started still has to be ended.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (interrupted = true));
  try {
    await quickstart();
  } catch (error) {
    console.error(`quickstart: ${(error as Error).message}`);
    process.exitCode = interrupted ? 130 : 1;
  } finally {
    for (const service of started.reverse()) await service.stop();
  }
}

void main();
