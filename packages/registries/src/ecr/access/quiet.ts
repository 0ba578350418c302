const say = (): void => undefined;

/** Keeps AWS's SDK from writing to the terminal; what matters comes as an error. */
export const QUIET = { trace: say, debug: say, info: say, warn: say, error: say };

/**
 * Keeps AWS's SDK from telling users which Node.js its later versions will need: their Node.js is one that this plugin works with, and other
 * warnings stay. Whoever wants it sets the variable to `false`.
 */
export function quietAboutNode(env: NodeJS.ProcessEnv): void {
  env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
}
