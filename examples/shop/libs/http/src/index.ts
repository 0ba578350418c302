import { createServer, type Server } from 'node:http';
import { pino } from 'pino';

/** What a page answers with. */
export interface Page {
  readonly status?: number;
  readonly type: string;
  readonly body: string;
}

/** Answers a path, without the query; `null` where there is nothing. */
export type Route = (path: string) => Page | null;

const NOT_FOUND: Page = { status: 404, type: 'text/plain', body: 'Not found\n' };
const HEALTHY: Page = { type: 'text/plain', body: 'ok\n' };

/** Serves pages on `PORT`, and `/health` for probes, until the process is asked to end. */
export function serve(name: string, route: Route): Server {
  const log = pino({ name });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const page = pathname === '/health' ? HEALTHY : (route(pathname) ?? NOT_FOUND);
    response.writeHead(page.status ?? 200, { 'content-type': `${page.type}; charset=utf-8` });
    response.end(page.body);
    log.info({ path: pathname, status: page.status ?? 200 });
  });
  const port = Number(process.env['PORT'] ?? 3000);
  server.listen(port, () => log.info({ port }, 'listening'));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());
  return server;
}
