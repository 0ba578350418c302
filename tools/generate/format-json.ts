/** JSON as files of this repository have it. */
export function formatJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
