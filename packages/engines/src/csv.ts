/** One `key=value` of a comma-separated option; a field without a value is left out. */
export type CsvField = readonly [key: string, value: string | number | boolean | null | undefined];

/**
 * Writes the `k=v,k=v` value of `--output`, `--cache-to`, `--secret` and their like.
 * buildx reads it as one CSV record (RFC 4180): a field with a comma, a quote, a line end or a space in front is quoted.
 */
export function formatCsv(fields: readonly CsvField[]): string {
  return fields
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => quoteField(`${key}=${value}`))
    .join(',');
}

function quoteField(field: string): string {
  return /[",\r\n]|^\s/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** Reads the value of the first of `keys` that a `k=v,k=v` value of {@link formatCsv} has. */
export function attributeOf(csv: string, keys: readonly string[]): string | null {
  const fields = splitRecord(csv);
  for (const key of keys) {
    const field = fields.find((candidate) => candidate.startsWith(`${key}=`));
    if (field !== undefined) return field.slice(key.length + 1);
  }
  return null;
}

function splitRecord(csv: string): string[] {
  const fields = csv.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
  return fields.map((field) =>
    field
      .replace(/,$/, '')
      .replace(/^"(.*)"$/s, (_, quoted: string) => quoted.replaceAll('""', '"')),
  );
}
