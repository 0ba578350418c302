/** A document as text that is the same for the same content: members and lists in order, a list of one as its item. */
export function canonicalJson(document: unknown): string {
  return JSON.stringify(normalize(document));
}

/** {@link canonicalJson} of a document's text; the text itself where it is no JSON. */
export function canonicalText(text: string): string {
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return text;
  }
}

function normalize(value: unknown): unknown {
  if (Array.isArray(value)) return normalizeList(value);
  if (typeof value === 'string') return accountOf(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, normalize(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function normalizeList(items: readonly unknown[]): unknown {
  if (items.length === 1) return normalize(items[0]);
  const texts = items.map(canonicalJson).sort();
  return texts.map((text) => JSON.parse(text) as unknown);
}

/** IAM writes the account `123456789012` back as the ARN of its root. */
function accountOf(text: string): string {
  return /^arn:[^:]+:iam::(\d{12}):root$/.exec(text)?.[1] ?? text;
}
