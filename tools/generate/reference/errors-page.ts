import { ERROR_CODES } from './error-codes';
import { code, page, table } from './markdown';

const INTRODUCTION = `# Errors

Every error that can be helped has a code, a message and a hint. Codes are stable.`;

/** Reference of every error code. */
export function errorsPage(): string {
  const rows = Object.entries(ERROR_CODES).map(([name, { meaning, wayOut }]) => [
    code(name),
    meaning,
    wayOut,
  ]);
  return page(INTRODUCTION, table(['code', 'meaning', 'way out'], rows));
}
