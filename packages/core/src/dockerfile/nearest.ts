/** A list in a message ends here: the rest is counted. */
const MAX_LISTED = 20;

/** The known name that was most likely meant, or `null` when none is near. Case does not count. */
export function findNearest(name: string, known: Iterable<string>): string | null {
  const wanted = name.toLowerCase();
  let nearest: string | null = null;
  // Two letters that changed places are two edits.
  let least = (wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3))) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
}

/** `Did you mean "x"? …`, or nothing when no name is near. */
export function suggest(name: string, known: Iterable<string>): string {
  const nearest = findNearest(name, known);
  return nearest === null ? '' : `Did you mean \`${nearest}\`? `;
}

/** Names for a message, cut to a length that can be read. */
export function listNames(names: readonly string[]): string {
  if (names.length <= MAX_LISTED) return names.join(', ');
  return `${names.slice(0, MAX_LISTED).join(', ')} and ${names.length - MAX_LISTED} more`;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] as number) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[to.length] as number;
}
