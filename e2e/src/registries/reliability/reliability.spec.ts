import { startRegistry, type RunningRegistry } from '@docker-stage-build/tools/engine';
import type { Row } from '@docker-stage-build/tools/reliability/row';
import { ROWS } from '@docker-stage-build/tools/reliability/rows';
import { describeWith } from '../../harness';
import type { Stock } from './actions';
import { runRow } from './run-row';
import { stockRegistry } from './stock';

const NUMBERED = ROWS.map((row, at) => [at + 1, row.action, row.fault, row] as const);

describeWith(['registry'], 'the reliability table', () => {
  let registry: RunningRegistry;
  let stock: Stock;

  beforeAll(async () => {
    registry = await startRegistry({ name: 'registries-reliability' });
    stock = await stockRegistry(registry.address);
  });
  afterAll(() => registry.stop());

  it.each(NUMBERED)('%i %s: %s', async (_, __, ___, row) => {
    stock = row.action.startsWith('delete') ? await stockRegistry(registry.address) : stock;
    const result = await runRow(row, registry.address, stock);
    expect(result).toMatchObject({ outcome: row.expected, leaks: [] });
    checkCount(result.requests, row.requests);
    checkCount(result.requestsElsewhere, row.requestsElsewhere ?? 0);
    checkError(result.error);
  });
});

function checkCount(found: number, wanted: Row['requests']): void {
  if (typeof wanted === 'number') expect(found).toBe(wanted);
  else expect(found).toBeLessThanOrEqual(wanted.atMost);
}

/** An error says the way out, and nothing of a login. */
function checkError(error: unknown): void {
  if (error === null) return;
  const { message, hint, cause } = error as Error & { hint?: string };
  expect(hint).toMatch(/.{20}/);
  expect(JSON.stringify([message, hint, String(cause)])).not.toMatch(/s3cret|bWU6czNjcmV0/);
}
