import { ROWS } from '../../reliability/rows';
import type { Row } from '../../reliability/row';
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
  );
}

function formatOutcome({ expected }: Row): string {
  return expected === 'done' || expected === 'nothing' ? expected : code(expected);
}

function formatCount(count: Row['requests']): string {
  return typeof count === 'number' ? String(count) : `≤ ${count.atMost}`;
}
