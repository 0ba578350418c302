/** execa is an ES module: from CommonJS it is loaded on first use. */
export function loadExeca(): Promise<typeof import('execa')> {
  return import('execa');
}
