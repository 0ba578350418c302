import { refuseSkewed } from './clock';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);

it.each([
  [1, '20260101T120000Z', null],
  [2, '20260101T120500Z', null],
  [3, '20260101T114500Z', /^Signature expired/],
  [4, '20260101T121500Z', /^Signature not yet current/],
  [5, undefined, null],
])('%i: a signature of %s', (_number, amzDate, message) => {
  const refusal = refuseSkewed(amzDate, NOW);
  if (message === null) expect(refusal).toBeNull();
  else expect(refusal).toMatchObject({ message: expect.stringMatching(message) });
});
