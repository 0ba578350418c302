import { parseAccessLog, summarize } from './access-log';

const AGENT = String.raw`docker/28.5.2 os/linux UpstreamClient(Docker-Client/28.5.2 \\(linux\\))`;
const line = (request: string, status: number, sent: number | string): string =>
  `127.0.0.1 - - [21/Nov/2026:13:45:31 +0000] "${request} HTTP/1.1" ${status} ${sent} "" "${AGENT}"`;

describe('parseAccessLog', () => {
  it('reads a request', () => {
    expect(parseAccessLog(line('GET /v2/library/node/manifests/20-slim', 200, 743))).toEqual([
      {
        time: Date.UTC(2026, 10, 21, 13, 45, 31),
        method: 'GET',
        path: '/v2/library/node/manifests/20-slim',
        status: 200,
        sent: 743,
        userAgent: AGENT,
      },
    ]);
  });

  const DIGEST = `sha256:${'ab'.repeat(32)}`;
  it.each([
    [1, `PUT /v2/a/b/blobs/uploads/1-2?_state=x&digest=${encodeURIComponent(DIGEST)}`, 201, DIGEST],
    [2, `PUT /v2/a/blobs/uploads/1-2?digest=${DIGEST}`, 201, DIGEST],
    [3, `PUT /v2/a/blobs/uploads/1-2?digest=${DIGEST}`, 400, undefined],
    [4, 'PUT /v2/a/manifests/1', 201, undefined],
    [5, `POST /v2/a/blobs/uploads/?mount=${DIGEST}&from=b`, 201, undefined],
  ])('%i: knows which blob %s uploaded', (_number, request, status, digest) => {
    expect(parseAccessLog(line(request, status, 0))[0]?.uploaded).toBe(digest);
  });

  it('counts nothing as sent for HEAD and for a missing size', () => {
    const text = [line('HEAD /v2/a/manifests/1', 404, 91), line('GET /v2/', 200, '-')].join('\n');
    expect(parseAccessLog(text).map(({ sent }) => sent)).toEqual([0, 0]);
  });

  it('leaves out what is no request', () => {
    const text = `time="2026-11-21" level=warning msg="No HTTP secret"\n${line('GET /v2/', 200, 2)}\n`;
    expect(parseAccessLog(text)).toHaveLength(1);
  });
});

it('adds up both directions', () => {
  const requests = parseAccessLog([line('GET /a', 200, 5), line('GET /b', 200, 7)].join('\n'));
  const measured = requests.map((request, i) => ({ ...request, received: i * 10 }));
  expect(summarize(measured)).toMatchObject({ bytesDown: 12, bytesUp: 10 });
});
