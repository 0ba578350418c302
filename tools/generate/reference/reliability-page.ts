import type { BuildRow } from '../../reliability/build-row';
import type { Row } from '../../reliability/row';
import { ROWS } from '../../reliability/rows';
import { BUILD_ROWS } from '../../reliability/rows/builds';
import { ECR_ROWS } from '../../reliability/rows/ecr';
import { readFigures } from '../../soak/figures';
import { code, page, table } from './markdown';

const INTRODUCTION = `# When registries fail

Every row below is a test that CI runs: a real registry (Distribution) behind a proxy that does to its requests what the row says, and counts them. \`npm test -- --e2e
reliability\` runs them all.`;

const RULES = `## Rules

- An attempt may take 10 s. What may pass (408, 429, 5xx, a broken connection, no answer) is tried again up to four times, after 0.2 s, 0.4 s, 0.8 s, …
  5 s at most, each shortened by chance so that clients that failed together do not come back together; never before \`Retry-After\`. A call ends
  after 30 s whatever it waits for, and at once when it is cancelled. Tokens are part of an attempt: they are not tried again on their own.
- A registry that has answered nobody for 10 s is left alone for 30 s: two hundred look-ups of a run do not find out one by one that it is down.
- Trouble with a cache never fails a build. Trouble with the image does.
- What a registry says is quoted, 256 bytes of it at most, without anything of a login.
- In the rows, all times are a tenth of these or less.`;

const CLIENT = `## Our own requests

_Nothing_: it was found that nothing is there. Requests count those that arrive, retries included; _elsewhere_ is a second server, such as a token server or one that
has no business with the login.`;

const BUILDS = `## Requests of the engine

Real builds with buildx. What the engine tries again is BuildKit's affair; what comes of it is ours: a cache that cannot be read or written is a warning, and the build
runs its steps; a push that fails is an error with its way out. The last column counts the requests that were failed.

Not helped: a registry that takes a request of the engine and never answers. BuildKit waits for it without a limit (seen: more than 60 s); cancelling the
run ends the build. The plugin's own look-ups come first and find such a registry, unless it stops only then.`;

const ECR = `## ECR

Against a stand-in for ECR: moto as AWS's API, a registry behind a gateway that refuses as ECR does. Calls are those of AWS's API, requests those of the registry's.`;

/** What a long run came to. */
function soakSection(): string {
  const figures = readFigures();
  const { date, failing, builds, pushed, failed, requests, failedRequests, warnings } = figures;
  const codes = Object.entries(failed).map(([name, count]) => `${count} ${code(name)}`);
  return `## A long run

\`npm run soak\` builds and pushes images in Nx, five at a time, by turns in one process and in one for each task, with caches in the registry or in a local
layout, on an engine that is made cold now and then. Meanwhile ${failing} % of all requests to the registry, those of the engine and for the base image included,
end in 500, 503, 429 or a reset. Then every image that was said to be pushed is read back from the registry: tag, digest, every manifest and blob, and the text that
only this build put into it. CI runs a short form.

${table(
  ['', date],
  [
    ['images built and pushed', `${pushed} of ${builds}`],
    ['failed, and said why', codes.join(', ') || 'none'],
    [
      'said to be pushed and not there, not whole or another; failed without a word; builders, containers, processes, temporary files, locks, uploads left behind',
      String(figures.wrong.length),
    ],
    ['requests', String(requests)],
    ['of these failed on purpose', String(failedRequests)],
    ['warnings about what was done without', String(warnings)],
  ],
)}`;
}

/** The rows of the reliability table, as tests run them. */
export function reliabilityPage(): string {
  return page(
    INTRODUCTION,
    RULES,
    CLIENT,
    table(
      ['', 'what is done', 'what goes wrong', 'what comes of it', 'requests', 'elsewhere'],
      ROWS.map((row, at) => [
        String(at + 1),
        row.action,
        row.fault,
        formatOutcome(row),
        formatCount(row.requests),
        formatCount(row.requestsElsewhere ?? 0),
      ]),
    ),
    BUILDS,
    table(
      ['', 'what is done', 'what goes wrong', 'what comes of it', 'failed requests'],
      BUILD_ROWS.map((row, at) => [
        String(ROWS.length + at + 1),
        row.action,
        row.fault,
        formatEnd(row),
        formatCount(row.hits),
      ]),
    ),
    ECR,
    table(
      ['', 'what is done', 'what goes wrong', 'what comes of it', 'calls', 'requests'],
      ECR_ROWS.map((row, at) => [
        String(ROWS.length + BUILD_ROWS.length + at + 1),
        row.action,
        row.fault,
        row.expected === 'done' ? 'done' : code(row.expected),
        Object.entries(row.calls)
          .map(([action, count]) => `${count} ${action}`)
          .join(', '),
        formatCount(row.requests ?? 0),
      ]),
    ),
    soakSection(),
  );
}

function formatOutcome({ expected }: Row): string {
  return expected === 'done' || expected === 'nothing' ? expected : code(expected);
}

function formatEnd({ expected, hint }: BuildRow): string {
  return expected === 'BUILD_FAILED' ? `${code(expected)}, "${hint}"` : expected;
}

function formatCount(count: Row['requests']): string {
  return typeof count === 'number' ? String(count) : `≤ ${count.atMost}`;
}
