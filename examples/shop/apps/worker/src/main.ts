import { createServer } from 'node:http';
import { addTax, formatPrice, sum } from '@shop/money';
import { Cron } from 'croner';

/** Net prices, in cents, of the orders that wait for an invoice. */
const waiting = [12900, 3495, 1780];
const invoices: string[] = [];

/** Bills everything that waits. */
function bill(): void {
  const cents = sum(waiting.splice(0).map((net) => addTax(net)));
  if (cents > 0) invoices.push(formatPrice(cents));
}

const job = new Cron('*/5 * * * * *', bill);

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ status: 'ok', next: job.nextRun(), invoices }));
});

server.listen(Number(process.env['PORT'] ?? 3000));

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    job.stop();
    server.close();
  });
}
