import type { Credentials } from '../../credentials/model';
import { tokenHolder } from './token-holder';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function setUp(life: number | (() => number) = 12 * HOUR) {
  const clock = { now: 1_000_000 };
  let count = 0;
  const fetch = jest.fn(async () => {
    await new Promise(setImmediate);
    const lasts = typeof life === 'function' ? life() : life;
    return { username: 'AWS', password: `token-${++count}`, expires: clock.now + lasts };
  });
  const holder = tokenHolder<Credentials>({ fetch, now: () => clock.now });
  const find = async (refused?: Credentials) => {
    const login = await holder.find(refused && { refused });
    return 'password' in login ? login.password : null;
  };
  return { clock, fetch, holder, find };
}

const login = (password: string) => ({ username: 'AWS', password });

it('asks once for all that wait', async () => {
  const { fetch, find } = setUp();
  expect(await Promise.all([find(), find(), find()])).toEqual(['token-1', 'token-1', 'token-1']);
  expect(fetch).toHaveBeenCalledTimes(1);
});

it.each([
  [1, 11.4 * HOUR, 'token-1'],
  [2, 11.6 * HOUR, 'token-2'],
  [3, 13 * HOUR, 'token-2'],
])('%i: renews a token near its end', async (_number, passed, expected) => {
  const { clock, find } = setUp();
  await find();
  clock.now += passed;
  expect(await find()).toBe(expected);
});

it('uses a short token for half of its life', async () => {
  const { clock, fetch, find } = setUp(10 * MINUTE);
  await find();
  clock.now += 4 * MINUTE;
  expect(await find()).toBe('token-1');
  clock.now += 2 * MINUTE;
  expect(await find()).toBe('token-2');
  expect(fetch).toHaveBeenCalledTimes(2);
});

it('replaces a token that was refused, once', async () => {
  const { clock, fetch, find } = setUp();
  await find();
  const replaced = await Promise.all([find(login('token-1')), find(login('token-1'))]);
  expect(replaced).toEqual(['token-2', 'token-2']);
  expect(await find(login('token-2'))).toBe('token-2');
  expect(fetch).toHaveBeenCalledTimes(2);
  clock.now += 6 * MINUTE;
  expect(await find(login('token-2'))).toBe('token-3');
});

it('does not replace a token for one that it no longer holds', async () => {
  const { fetch, find } = setUp();
  await find();
  expect(await find(login('older'))).toBe('token-1');
  expect(await find({ identityToken: 'other' })).toBe('token-1');
  expect(fetch).toHaveBeenCalledTimes(1);
});

it('asks again after a failure', async () => {
  const fetch = jest
    .fn()
    .mockRejectedValueOnce(new Error('throttled'))
    .mockResolvedValueOnce({ ...login('token'), expires: Infinity });
  const holder = tokenHolder<Credentials>({ fetch, now: () => 0 });
  await expect(holder.find()).rejects.toThrow('throttled');
  await expect(holder.find()).resolves.toMatchObject({ password: 'token' });
});
