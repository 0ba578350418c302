import type { Instruction } from '../model';
import { parseJsonArray } from './arguments';

/** Go's `time.ParseDuration`, with its units in nanoseconds. */
const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};
const DURATION = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;

/**
 * Checks the two forms of HEALTHCHECK, `NONE` and `CMD …`, and its flags.
 * @throws SyntaxError
 */
export function checkHealthcheck({ argument, flags }: Instruction): void {
  const [, type = '', command = ''] = /^(\S*)\s*([^]*)$/.exec(argument) ?? [];
  const kind = type.toUpperCase();
  if (kind === 'NONE') {
    if (command !== '') throw new SyntaxError('nothing follows `NONE`');
    return;
  }
  if (kind !== 'CMD')
    throw new SyntaxError('the form is `HEALTHCHECK CMD …` or `HEALTHCHECK NONE`');
  if (command === '' || parseJsonArray(command)?.length === 0) {
    throw new SyntaxError('a command is needed after `CMD`');
  }
  for (const { name, value } of flags) {
    if (name === 'retries') checkRetries(value ?? '');
    else checkDuration(name, value ?? '');
  }
}

function checkRetries(value: string): void {
  if (value !== '' && !/^\+?\d{1,9}$/.test(value)) {
    throw new SyntaxError(`\`--retries\` is a number from 0, not \`${value}\``);
  }
}

function checkDuration(name: string, value: string): void {
  if (value === '' || /^[+-]?0$/.test(value)) return;
  if (!DURATION.test(value)) {
    throw new SyntaxError(
      `\`--${name}\` is a duration such as \`30s\` or \`1m30s\`, not \`${value}\``,
    );
  }
  let total = 0;
  for (const [, amount, unit] of value.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    total += Number(amount) * (UNITS[unit as string] as number);
  }
  if (total !== 0 && (value.startsWith('-') || total < 1e6)) {
    throw new SyntaxError(`\`--${name}\` is at least a millisecond, not \`${value}\``);
  }
}
