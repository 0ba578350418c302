import { denied, quoteAnswer, unexpected, unreachable } from './errors';
import { TransportError } from './exchange';
import { Redactor } from './redact';

const asked = {
  endpoint: { url: 'https://registry.example', registry: 'registry.example' },
  what: 'GET /v2/a/manifests/b',
};
const answer = (status: number, text: string) => ({
  status,
  headers: new Headers(),
  body: Buffer.from(text),
});

describe('quoteAnswer', () => {
  const asIs = (text: string) => text;

  it.each([
    [1, '', 'status 500'],
    [2, 'a\u001b[31m\n\tb', 'status 500, "a [31m b"'],
    [3, 'x'.repeat(300), `status 500, "${'x'.repeat(256)}"`],
    [4, `${'x'.repeat(255)}é`, `status 500, "${'x'.repeat(255)}"`],
  ])('%i', (_, text, quoted) => {
    expect(quoteAnswer(answer(500, text), asIs)).toBe(quoted);
  });

  it('takes secrets out before it cuts', () => {
    const redactor = new Redactor();
    redactor.add('p4ss/word', 'p4ss');
    const text = `${'x'.repeat(250)}p4ss/word and p4ss%2Fword`;
    expect(quoteAnswer(answer(500, text), (quote) => redactor.redact(quote))).not.toContain('p4');
  });
});

it.each([
  ['ENOTFOUND', /No address is known for registry.example/],
  ['ECONNREFUSED', /Nothing listens at https:\/\/registry.example/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /list it as insecure/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /NODE_EXTRA_CA_CERTS/],
  ['ECONNRESET', /can be reached/],
])('an unreachable registry: %s', (reason, hint) => {
  expect(unreachable(asked, new TransportError(reason))).toMatchObject({
    code: 'REGISTRY_UNREACHABLE',
    message: expect.stringContaining('registry.example'),
    hint: expect.stringMatching(hint),
    retryable: true,
  });
});

it.each([
  [404, /made first/, false],
  [429, /limits requests/, true],
  [503, /in trouble/, true],
  [415, /OCI registry/, false],
])('an unexpected %i', (status, hint, retryable) => {
  expect(unexpected(asked, 'status', status)).toMatchObject({
    code: 'REGISTRY_ERROR',
    hint: expect.stringMatching(hint),
    retryable,
  });
});

it('says how to log in', () => {
  expect(denied(asked, 'status 401', false).hint).toContain('docker login registry.example');
  expect(denied(asked, 'status 403', true).hint).toContain('does not allow');
  const hub = { ...asked, endpoint: { url: '', registry: 'docker.io' } };
  expect(denied(hub, 'status 401', false).hint).toContain('`docker login`');
});
