import { knownSecrets } from '../secrets/known-secrets';
import { terminalPalette } from './terminal-palette';

/**
 * Says what is wrong, on standard error. Not the logger of `@nx/devkit`: that takes 0.2 s to load in every task, and
 * would be one more package whose version has to fit the workspace's Nx.
 */
export const logger = {
  warn: (message: string): void =>
    console.warn(terminalPalette(process.stderr).yellow(knownSecrets.redact(message))),
  error: (message: string): void =>
    console.error(terminalPalette(process.stderr).bold(knownSecrets.redact(message))),
};
