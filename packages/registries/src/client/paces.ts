import type { RegistryLimits } from '../registries/model';
import { Pace } from './pace';
import type { RegistryRequest } from './requester';

/** Lets requests wait until their registry takes them. */
export interface Paces {
  wait(request: RegistryRequest): Promise<void>;
}

/** Keeps to the limits of every registry, whoever asks it. */
export function paces(profileOf: (registry: string) => { readonly limits: RegistryLimits }): Paces {
  const known = new Map<string, Pace>();
  const paceOf = (kind: string, perSecond: number): Pace => {
    const pace = known.get(kind) ?? new Pace(perSecond);
    known.set(kind, pace);
    return pace;
  };
  return {
    async wait({ method, path, endpoint: { registry }, signal }) {
      const { requests, manifestWrites } = profileOf(registry).limits;
      const isWrite = method === 'PUT' && path.startsWith('manifests/');
      if (requests) await paceOf(registry, requests).wait(signal);
      if (manifestWrites && isWrite)
        await paceOf(`${registry} writes`, manifestWrites).wait(signal);
    },
  };
}
