import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FIGURES, type SoakFigures } from './figures';
import { soak } from './soak';

const HELP = `npm run soak -- [--builds=100] [--failing=5] [--seed=1] [--record]

Builds and pushes images while a share of all requests to the registry fails (500, 503, 429, reset), then looks whether every image that
was said to be pushed is there, and whether anything was left behind. --record keeps the figures for docs/reliability.md.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      builds: { type: 'string', default: '100' },
      failing: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      record: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  const [builds, failing, seed] = [values.builds, values.failing, values.seed].map(Number);
  if (![builds, failing, seed].every(Number.isFinite)) throw new Error(HELP);
  const options = { builds: builds ?? 0, failing: failing ?? 0, seed: seed ?? 0 };
  const result = await soak({ ...options, report: console.log });
  console.log(JSON.stringify(result, null, 2));
  if (values.record) {
    const date = new Date().toISOString().slice(0, 10);
    const figures: SoakFigures = { date, failing: options.failing, seed: options.seed, ...result };
    writeFileSync(FIGURES, `${JSON.stringify(figures, null, 2)}\n`);
  }
  if (result.wrong.length > 0) process.exitCode = 1;
}

void main();
