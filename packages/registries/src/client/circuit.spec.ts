import { Circuit } from './circuit';

const PATIENCE = 100;

describe('Circuit', () => {
  it.each<[number, string, [at: number, isAnswered: boolean][], at: number, isOpen: boolean]>([
    [1, 'nothing is known', [], 0, false],
    [2, 'one failure', [[0, false]], 1, false],
    [
      3,
      'failures within its patience',
      [
        [0, false],
        [99, false],
      ],
      99,
      false,
    ],
    [
      4,
      'failures beyond its patience',
      [
        [0, false],
        [100, false],
      ],
      101,
      true,
    ],
    [
      5,
      'an answer in between',
      [
        [0, false],
        [50, true],
        [100, false],
      ],
      101,
      false,
    ],
    [
      6,
      'an answer at last',
      [
        [0, false],
        [100, false],
        [101, true],
      ],
      102,
      false,
    ],
    [
      7,
      'a rest',
      [
        [0, false],
        [100, false],
      ],
      400,
      false,
    ],
    [
      8,
      'a failure after the rest',
      [
        [0, false],
        [100, false],
        [400, false],
      ],
      401,
      true,
    ],
  ])('%i after %s', (_, __, notes, at, isOpen) => {
    const circuit = new Circuit(PATIENCE);
    for (const [time, isAnswered] of notes) circuit.note(isAnswered, time);
    expect(circuit.isOpen(at)).toBe(isOpen);
  });
});
