const say = (): void => undefined;

/** Keeps AWS's SDK from writing to the terminal; what matters comes as an error. */
export const QUIET = { trace: say, debug: say, info: say, warn: say, error: say };
