import { join } from 'node:path';
import { motoPython } from '../packages/python';
import { startRegistry, type RegistryFacts, type RunningRegistry } from '../registry/registry';
import { claimName, startService, stopService, type Service } from '../services';
import { findPort } from '../system/network';
import { identify } from '../system/process-identity';
import type { GatewaySettings } from './http';
import { readEcrCalls, scriptEcr, type EcrCall, type EcrScript } from './script';

const DEFAULT_ACCOUNT = '123456789012';

/** A stand-in for ECR: one account in one region. */
export interface EcrOptions {
  /** Unique on this machine; starting one that runs already is an error. */
  readonly name: string;
  /** Twelve digits. Default `123456789012`. */
  readonly accountId?: string;
  /** Default `us-east-1`. */
  readonly region?: string;
  /** Makes it a stand-in for public ECR, with the registry of this alias: images are pushed to `ADDRESS/ALIAS/…`. */
  readonly alias?: string;
  /** Whether it outlives this process. Default `false`: a later call sweeps it away. */
  readonly shared?: boolean;
}

/** How to talk to it. */
export interface EcrFacts {
  /** Where images are pushed to, `127.0.0.1:PORT`. */
  readonly address: string;
  /** Where AWS's clients send their calls, `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly accountId: string;
  readonly region: string;
  /** Add these to a process's environment, and AWS's clients in it talk to this. */
  readonly env: Readonly<Record<string, string>>;
  /** The registry behind it: it has the access log, and asks for no token. */
  readonly registry: RegistryFacts;
}

/** A running stand-in for ECR. */
export interface RunningEcr extends EcrFacts {
  readonly name: string;
  /** Tells it what to do: faults, tokens, rates, its clock. */
  script(script: EcrScript): Promise<void>;
  /** The calls of AWS's API that it has seen. */
  calls(): Promise<readonly EcrCall[]>;
  /** Stops it and removes its repositories. */
  stop(): Promise<void>;
}

/**
 * Starts moto, an empty registry, and the gateway before both.
 *
 * @throws UnavailableError where none can be had
 */
export async function startEcr(options: EcrOptions): Promise<RunningEcr> {
  const { name, shared = false } = options;
  await claimName(name);
  const registry = await startRegistry({ name: `${name}-registry`, shared });
  try {
    const moto = await startMoto(options);
    const gateway = await startGateway(options, { registry, moto: moto.facts.endpoint });
    const stop = async (): Promise<void> => {
      await stopService(gateway);
      await stopService(moto);
      await registry.stop();
    };
    const { facts } = gateway;
    return {
      ...facts,
      name,
      stop,
      script: (script) => scriptEcr(facts.endpoint, script),
      calls: () => readEcrCalls(facts.endpoint),
    };
  } catch (error) {
    await registry.stop();
    throw error;
  }
}

async function startMoto(options: EcrOptions): Promise<Service<{ readonly endpoint: string }>> {
  const { name, accountId = DEFAULT_ACCOUNT, shared = false } = options;
  const python = await motoPython();
  await claimName(`${name}-moto`);
  const port = await findPort(0);
  const endpoint = `http://127.0.0.1:${port}`;
  return startService({
    name: `${name}-moto`,
    command: python,
    args: ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)],
    env: { ...process.env, MOTO_ACCOUNT_ID: accountId },
    owner: shared ? null : identify(process.pid),
    folders: [],
    facts: { endpoint },
    isReady: () => answers(`${endpoint}/moto-api/data.json`),
  });
}

async function startGateway(
  options: EcrOptions,
  { registry, moto }: { readonly registry: RunningRegistry; readonly moto: string },
): Promise<Service<EcrFacts>> {
  const { name, accountId = DEFAULT_ACCOUNT, region = 'us-east-1', shared = false } = options;
  const { alias = null } = options;
  const address = `127.0.0.1:${await findPort(0)}`;
  const settings: GatewaySettings = {
    accountId,
    region,
    address,
    moto,
    registry: registry.address,
    alias,
  };
  const { accessLog, storage } = registry;
  const endpoint = `http://${address}`;
  return startService({
    name,
    command: process.execPath,
    args: [
      '--require',
      require.resolve('tsx/cjs'),
      join(__dirname, 'gateway-main.ts'),
      JSON.stringify(settings),
    ],
    env: process.env,
    owner: shared ? null : identify(process.pid),
    folders: [],
    facts: {
      address,
      endpoint,
      accountId,
      region,
      env: {
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
        AWS_ACCESS_KEY_ID: 'testing',
        AWS_SECRET_ACCESS_KEY: 'testing',
      },
      registry: { address: registry.address, accessLog, storage },
    },
    isReady: () => answers(`${endpoint}/moto-api/data.json`),
  });
}

function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    (response) => response.ok,
    () => false,
  );
}
