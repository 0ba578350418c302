import { parseArgs } from 'node:util';
import { describe, type Description } from './describe';
import { down, purge } from './down';
import { UnavailableError } from './errors';
import { DEFAULT_PARTS, parseParts, PARTS, type Part } from './parts';
import { up } from './up';

const USAGE = `Usage: npm run engine -- COMMAND [PARTS]

  up [PARTS]       bring parts up (default: ${DEFAULT_PARTS.join(' ')})
  down [PARTS]     stop what up started (default: all); --purge removes downloads too
  status           what is up; --json for programs
  env              shell commands that make it yours: eval "$(npm run --silent engine -- env)"

Parts: ${PARTS.join(' ')}`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      purge: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command, ...names] = positionals;
  const parts = parseParts(names);
  if (values.help) return print(USAGE);
  if (command === 'up') {
    await up(parts.length > 0 ? parts : DEFAULT_PARTS);
    return print(renderStatus(await describe()));
  }
  if (command === 'down') {
    await down(parts);
    return values.purge ? purge() : undefined;
  }
  if (command === 'status') {
    const description = await describe();
    return print(values.json ? JSON.stringify(description, null, 2) : renderStatus(description));
  }
  if (command === 'env') return print(renderEnv(await describe()));
  throw new UnavailableError(`no command "${command ?? ''}"; see --help`);
}

function renderStatus(description: Description): string {
  const { docker, registry, base, arm64, buildkit, dockerOld, ecr } = description;
  const rows: readonly [Part, string | undefined][] = [
    ['engine', docker ? `${docker.host}${docker.owned ? '' : ' (not ours)'}` : undefined],
    ['registry', registry?.address],
    ['base', base?.join(', ')],
    ['arm64', arm64 ? 'yes' : undefined],
    ['buildkit', buildkit?.host],
    ['docker-old', dockerOld?.host],
    ['ecr', ecr?.endpoint],
  ];
  return rows.map(([part, state]) => `${part.padEnd(10)}  ${state ?? '-'}`).join('\n');
}

function renderEnv({ docker, registry }: Description): string {
  const env = { ...docker?.env, ...(registry && { REGISTRY: registry.address }) };
  return Object.entries(env)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`)
    .join('\n');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  const known = error instanceof UnavailableError;
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`engine: ${known ? text : `failed: ${text}`}\n`);
  process.exitCode = 1;
});
