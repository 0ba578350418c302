/**
 * The text of a `config.json` without a login: each is asked of one helper. Everything else stays: the current context, proxies,
 * HTTP headers, folders of plugins, features, and what later versions of Docker keep there.
 *
 * @param text of the user's own; `null`, or one that is no JSON object, counts as empty, as it does for Docker
 */
export function isolateConfig(text: string | null, helper: string): string {
  const { credHelpers: _helpers, ...kept } = parseObject(text ?? '');
  return JSON.stringify({ ...kept, auths: {}, credsStore: helper });
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
