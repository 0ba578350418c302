/** Gives the answer to a key: the one of this or the last round, else a new one. */
export type Recall<T> = (key: string, answer: () => T) => T;

/**
 * Remembers answers from one round to the next. Nx's daemon infers anew with every change of a file, and nearly all
 * Dockerfiles are what they were. What a round did not ask for is forgotten in the one after it.
 */
export function makeAnswerMemory<T>(): { readonly startRound: () => Recall<T> } {
  let current = new Map<string, T>();
  return {
    startRound: () => {
      const last = current;
      const round = new Map<string, T>();
      current = round;
      return (key, answer) => {
        const known = round.get(key) ?? last.get(key) ?? answer();
        round.set(key, known);
        return known;
      };
    },
  };
}
