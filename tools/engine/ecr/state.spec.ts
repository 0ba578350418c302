import { THROTTLED } from './script';
import { GatewayState } from './state';

it('takes faults by action, as often as they were told', () => {
  const state = new GatewayState();
  state.apply({
    faults: [
      { action: 'PutImage', times: 2, answer: THROTTLED },
      { action: 'CreateRepository', answer: 'lost reply' },
    ],
  });
  const taken = ['PutImage', 'ListImages', 'CreateRepository', 'CreateRepository', 'PutImage'];
  expect(taken.map((action) => state.takeFault(action))).toEqual([
    THROTTLED,
    null,
    'lost reply',
    null,
    THROTTLED,
  ]);
});

it('takes a fault of any action, for ever', () => {
  const state = new GatewayState();
  state.apply({ faults: [{ times: null, answer: 'reset' }] });
  expect([state.takeFault('PutImage'), state.takeFault('ListImages')]).toEqual(['reset', 'reset']);
});

it('ends tokens', () => {
  const { tokens } = new GatewayState();
  const { token } = tokens.issue();
  expect(tokens.check(`Basic ${token}`)).toBe('good');
  tokens.expire();
  expect(tokens.check(`Basic ${token}`)).toBe('expired');
  expect(tokens.check('Basic b3RoZXI=')).toBe('unknown');
  expect(tokens.check(undefined)).toBe('none');
});
