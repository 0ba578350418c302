import fc from 'fast-check';
import { Pace } from './pace';

describe('Pace', () => {
  it('lets the first ones through and spreads the others', () => {
    const pace = new Pace(2);
    expect([0, 0, 0, 0, 0, 3400].map((now) => pace.reserve(now))).toEqual([
      0, 0, 1100, 1100, 2200, 0,
    ]);
  });

  it('never starts more in a second than it may', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(400)), (perSecond, gaps) => {
        const pace = new Pace(perSecond);
        let now = 0;
        const starts = gaps.map((gap) => (now += gap) + pace.reserve(now));
        for (const start of starts)
          expect(
            starts.filter((other) => other >= start && other < start + 1000).length,
          ).toBeLessThanOrEqual(perSecond);
      }),
    );
  });
});
