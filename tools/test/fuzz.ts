import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listSpecs, runJest } from './run-jest';

const USAGE = `Usage: npm run fuzz -- [--rounds=5] [--factor=10] [--seed=N]

Runs all property and fuzz tests with seeds that npm test does not use, and stops at the first that fails.

  --rounds=5     so many times, each with a seed of its own
  --factor=10    with so many times the cases of npm test
  --seed=N       once, with this seed`;

const root = join(__dirname, '../..');

function main(): void {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      factor: { type: 'string', default: '10' },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const config = 'jest.config.ts';
  const patterns = listSpecs({ cwd: root, config, patterns: [] }).filter(hasProperties);
  const rounds = values.seed === undefined ? Number(values.rounds) : 1;
  for (let round = 1; round <= rounds; round++) {
    const seed = values.seed ?? String(randomInt(2 ** 31));
    console.log(`round ${round} of ${rounds}: seed ${seed}, ${values.factor} times the cases`);
    const env = { FUZZ_SEED: seed, FUZZ_FACTOR: values.factor };
    const { numFailedTests } = runJest({ cwd: root, config, patterns, env });
    if (numFailedTests > 0) {
      console.error(`To see it again: npm run fuzz -- --seed=${seed} --factor=${values.factor}`);
      process.exitCode = 1;
      return;
    }
  }
}

function hasProperties(spec: string): boolean {
  return /fast-check|fuzz/.test(readFileSync(join(root, spec), 'utf8'));
}

main();
