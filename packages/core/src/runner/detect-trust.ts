import { StageBuildError } from '../errors';
import type { CiEvent } from './ci-event';
import type { Environment } from './detect-runner';
import { FORK_SIGNALS } from './fork-signals';

/** `write`: a run may leave what later runs take up. `read`: it only takes up what is there. */
export type TrustLevel = 'read' | 'write';

export interface Trust {
  readonly level: TrustLevel;
  readonly why: string;
}

/** Variable that says how far runs of a pipeline are trusted, whatever options and the table of signals say. */
export const TRUST_VARIABLE = 'DOCKER_STAGE_BUILD_TRUST';

export const TRUST_WISHES = ['auto', 'read', 'write'] as const;

export interface TrustOptions {
  /** The option `trust`. */
  readonly wish: (typeof TRUST_WISHES)[number];
  /** The event that started the run; `null` where there is none, or it cannot be read. */
  readonly event: CiEvent | null;
}

/**
 * Tells whether a run may write what trusted runs read (DESIGN D6). The variable goes before the option: a pipeline's definition is
 * harder to change for whoever opens a pull request than the options in the repository are.
 * @throws StageBuildError OPTION_INVALID when the variable says neither `read`, `write` nor `auto`
 */
export function detectTrust(env: Environment, { wish, event }: TrustOptions): Trust {
  const said = toWish(env[TRUST_VARIABLE]);
  if (said !== null && said !== 'auto') return { level: said, why: `${TRUST_VARIABLE}=${said}` };
  if (wish !== 'auto') return { level: wish, why: `option trust=${wish}` };
  for (const signal of FORK_SIGNALS) {
    const answer = signal(env, event);
    if (answer) return { level: answer.fork ? 'read' : 'write', why: answer.why };
  }
  return { level: 'write', why: 'no pull request' };
}

function toWish(value: string | undefined): TrustOptions['wish'] | null {
  if (!value) return null;
  const wish = TRUST_WISHES.find((known) => known === value);
  if (wish) return wish;
  throw new StageBuildError('OPTION_INVALID', `${TRUST_VARIABLE}: "${value}" is no trust`, {
    hint: `Write one of ${TRUST_WISHES.join(', ')}, or leave it out.`,
  });
}
