/** Says where a file first differs from what it should be; `null` when it does not. */
export function describeDrift(
  path: string,
  actual: string | null,
  expected: string,
): string | null {
  if (actual === expected) return null;
  if (actual === null) return `${path} is missing`;
  const [is, shouldBe] = [actual, expected].map((text) => text.split('\n'));
  const at = shouldBe?.findIndex((line, index) => line !== is?.[index]) ?? 0;
  const index = at < 0 ? (shouldBe?.length ?? 0) : at;
  return [
    `${path} differs from line ${index + 1} on`,
    `  is:        ${quote(is?.[index])}`,
    `  should be: ${quote(shouldBe?.[index])}`,
  ].join('\n');
}

function quote(line: string | undefined): string {
  return line === undefined ? '(end of file)' : line;
}
