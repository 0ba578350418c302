import { keepLogins } from './keep-logins';
import type { Credentials } from './model';

const login = (number: number): Credentials => ({ username: 'me', password: `p${number}` });
const KEPT = 10_000;

/** A look-up that finds another login each time, and a clock. */
function keep(find: (count: number) => Promise<Credentials | null>) {
  const state = { count: 0, now: 0 };
  const source = keepLogins(() => find(++state.count), { now: () => state.now });
  return { state, find: source.find };
}

it('asks once for all that ask within some seconds', async () => {
  const { state, find } = keep(async (count) => login(count));
  expect(await Promise.all([find('a.io'), find('a.io')])).toEqual([login(1), login(1)]);
  state.now = KEPT - 1;
  expect(await find('a.io')).toEqual(login(1));
  state.now = KEPT;
  expect(await find('a.io')).toEqual(login(2));
  expect(await find('b.io')).toEqual(login(3));
});

it('looks a login up anew when it was refused, once for all that were', async () => {
  const { find } = keep(async (count) => login(count));
  await find('a.io');
  const refused = { refused: login(1) };
  expect(await Promise.all([find('a.io', refused), find('a.io', refused)])).toEqual([
    login(2),
    login(2),
  ]);
  expect(await find('a.io', refused)).toEqual(login(2));
});

it('does not look for ever for what is refused for ever', async () => {
  const { state, find } = keep(async () => login(1));
  for (let time = 0; time < 5; time++) await find('a.io', { refused: login(1) });
  expect(state.count).toBe(2);
});

it('keeps that there is none, and why there is none', async () => {
  const none = keep(async () => null);
  expect([await none.find('a.io'), await none.find('a.io')]).toEqual([null, null]);
  expect(none.state.count).toBe(1);
  const failing = keep(() => Promise.reject(new Error('no')));
  for (let time = 0; time < 2; time++) await expect(failing.find('a.io')).rejects.toThrow('no');
  expect(failing.state.count).toBe(1);
});
