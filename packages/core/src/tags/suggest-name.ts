/** The name that was probably meant; `null` where none is near. Case does not count. */
export function suggestName(given: string, names: readonly string[]): string | null {
  const distances = names.map((name) => ({
    name,
    distance: countEdits(given.toLowerCase(), name.toLowerCase()),
  }));
  const [nearest] = distances.sort((a, b) => a.distance - b.distance);
  const tolerated = Math.max(1, Math.floor(given.length / 3));
  return nearest && nearest.distance <= tolerated ? nearest.name : null;
}

/** Levenshtein distance: the fewest letters to insert, delete or replace. */
function countEdits(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, at(previous, column) + 1, at(current, column - 1) + 1));
    }
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
