import { makeAnswerMemory } from './answer-memory';

describe('makeAnswerMemory', () => {
  it('asks once for as long as every round asks', () => {
    const { startRound } = makeAnswerMemory<string[]>();
    const answer = jest.fn(() => ['x']);
    for (let round = 0; round < 3; round++) {
      const recall = startRound();
      expect([recall('a', answer), recall('a', answer)]).toEqual([['x'], ['x']]);
    }
    expect(answer).toHaveBeenCalledTimes(1);
  });

  it('forgets what a round did not ask for', () => {
    const { startRound } = makeAnswerMemory<string>();
    const answer = jest.fn(() => 'x');
    startRound()('a', answer);
    startRound()('b', answer);
    startRound()('a', answer);
    expect(answer).toHaveBeenCalledTimes(3);
  });
});
