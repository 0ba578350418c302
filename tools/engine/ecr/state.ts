import { PutRate } from './put-rate';
import type { AwsAnswer, EcrCall, EcrFault, EcrScript } from './script';
import { Templates } from './templates';
import { Tokens } from './tokens';

/** What a stand-in remembers, and was told to do. */
export class GatewayState {
  readonly tokens = new Tokens();
  readonly puts = new PutRate();
  readonly templates = new Templates();
  readonly calls: EcrCall[] = [];
  /** What the registries of public ECR show of a repository, by its name. */
  readonly catalog = new Map<string, unknown>();
  #faults: { readonly fault: EcrFault; left: number }[] = [];
  #clock = 0;

  apply({ faults, tokenLife, expireTokens, putImageRate, clock }: EcrScript): void {
    if (faults)
      this.#faults = faults.map((fault) => ({
        fault,
        left: fault.times === null ? Infinity : (fault.times ?? 1),
      }));
    if (tokenLife !== undefined) this.tokens.life = tokenLife * 1000;
    if (expireTokens) this.tokens.expire();
    if (putImageRate !== undefined) this.puts.limit = putImageRate;
    if (clock !== undefined) this.#clock = clock * 1000;
  }

  /** Milliseconds since 1970 by AWS's clock. */
  now(): number {
    return Date.now() + this.#clock;
  }

  /** What happens to a call instead of its being passed on; `null` for nothing. */
  takeFault(action: string): AwsAnswer | 'reset' | 'lost reply' | null {
    const found = this.#faults.find(
      ({ fault, left }) => left > 0 && (fault.action ?? action) === action,
    );
    if (!found) return null;
    found.left -= 1;
    return found.fault.answer;
  }
}
