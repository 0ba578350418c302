import { epochOf } from './epoch';

const DAY = 24 * 60 * 60 * 1000;

describe('epochOf', () => {
  it.each([
    ['no age', null, 5 * DAY, null],
    ['the first day of a week', 7 * DAY, 7 * DAY, 1],
    ['the last moment of a week', 7 * DAY, 14 * DAY - 1, 1],
    ['the next week', 7 * DAY, 14 * DAY, 2],
  ])('%s', (_, maxAge, now, epoch) => expect(epochOf(maxAge, now)).toBe(epoch));
});
