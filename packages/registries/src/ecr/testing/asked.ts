import type { Asked } from '../errors/explain';
import type { Failure } from '../errors/read-failure';
import type { EcrRegistry } from '../model';

export const REGISTRY: EcrRegistry = {
  kind: 'private',
  host: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  accountId: '123456789012',
  region: 'eu-west-1',
};

export function createAsked(changes: Partial<Asked> = {}): Asked {
  return {
    action: 'ecr:CreateRepository',
    registry: REGISTRY,
    access: {},
    profile: null,
    redact: (text) => text,
    ...changes,
  };
}

export function createFailure(changes: Partial<Failure> = {}): Failure {
  return {
    name: 'Error',
    message: 'it failed',
    phase: 'call',
    status: null,
    systemCode: null,
    requestId: null,
    clockOffset: null,
    ...changes,
  };
}
