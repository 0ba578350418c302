import { quoteAnswer, unexpected, unreachable } from './errors';
import { TransportError } from './exchange';
import { Redactor } from './redact';

const asked = {
  endpoint: { url: 'https://registry.example', registry: 'registry.example' },
  what: 'GET /v2/a/manifests/b',
};
const answer = (status: number, text: string) => ({ status, body: Buffer.from(text) });

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
  ['ENOTFOUND', 'REGISTRY_UNREACHABLE', /No address is known for registry.example/],
  ['ECONNREFUSED', 'REGISTRY_UNREACHABLE', /Nothing listens at https:\/\/registry.example/],
  ['ECONNRESET', 'REGISTRY_UNREACHABLE', /can be reached/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'REGISTRY_PROTOCOL', /List registry.example in/],
  ['EPROTO', 'REGISTRY_PROTOCOL', /List registry.example in/],
  ['HPE_INVALID_CONSTANT', 'REGISTRY_PROTOCOL', /Take registry.example out of/],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'REGISTRY_CERTIFICATE', /NODE_EXTRA_CA_CERTS/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'REGISTRY_CERTIFICATE', /NODE_EXTRA_CA_CERTS/],
  ['CERT_HAS_EXPIRED', 'REGISTRY_CERTIFICATE', /NODE_EXTRA_CA_CERTS/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'REGISTRY_CERTIFICATE', /NODE_EXTRA_CA_CERTS/],
])('no answer: %s', (reason, code, hint) => {
  expect(unreachable(asked, new TransportError(reason))).toMatchObject({
    code,
    message: expect.stringContaining('registry.example'),
    hint: expect.stringMatching(hint),
    retryable: code === 'REGISTRY_UNREACHABLE',
  });
});

it.each([
  [503, /in trouble/, true],
  [415, /OCI registry/, false],
])('an unexpected %i', (status, hint, retryable) => {
  expect(unexpected(asked, 'status', status)).toMatchObject({
    code: 'REGISTRY_ERROR',
    hint: expect.stringMatching(hint),
    retryable,
  });
});
