/** Lines of two texts, as a diff shows them: `-` for those that go, `+` for those that come, two spaces for those that stay. */
export function diffLines(before: string, after: string): string[] {
  const [from, to] = [before, after].map(toLines) as [string[], string[]];
  /** `common[i][j]`: how many lines the rests from `i` and `j` on have in common. */
  const common = Array.from({ length: from.length + 1 }, () =>
    new Array<number>(to.length + 1).fill(0),
  );
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      (common[i] as number[])[j] =
        from[i] === to[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    if (i < from.length && from[i] === to[j]) {
      lines.push(`  ${from[i]}`);
      i++;
      j++;
    } else if (j === to.length || (i < from.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`- ${from[i++]}`);
    } else {
      lines.push(`+ ${to[j++]}`);
    }
  }
  return lines;
}

function toLines(text: string): string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}
