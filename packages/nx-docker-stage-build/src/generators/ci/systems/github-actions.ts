import type { CiFacts } from '../model';

interface Action {
  readonly name: string;
  /** The release that was current when this was written. */
  readonly version: string;
  /** The commit that it was made from. */
  readonly commit: string;
}

/** Actions that workflows use. */
export const ACTIONS = {
  checkout: {
    name: 'actions/checkout',
    version: 'v7.0.1',
    commit: '3d3c42e5aac5ba805825da76410c181273ba90b1',
  },
  setupNode: {
    name: 'actions/setup-node',
    version: 'v7.0.0',
    commit: '820762786026740c76f36085b0efc47a31fe5020',
  },
  setupPnpm: {
    name: 'pnpm/action-setup',
    version: 'v4.0.0',
    commit: 'fe02b34f77f8bc703788d5817da081398fad5dd2',
  },
  setupBun: {
    name: 'oven-sh/setup-bun',
    version: 'v2.2.0',
    commit: '0c5077e51419868618aeaa5fe8019c62421857d6',
  },
  setShas: {
    name: 'nrwl/nx-set-shas',
    version: 'v5.0.1',
    commit: 'afb73a62d26e41464e9254689e1fd6122ee683c1',
  },
  login: {
    name: 'docker/login-action',
    version: 'v4.1.0',
    commit: '4907a6ddec9925e35a0a9e82d7399ccc52663121',
  },
  awsCredentials: {
    name: 'aws-actions/configure-aws-credentials',
    version: 'v6.2.3',
    commit: 'e6de054238d6b7531b4efff3b6587d9aade6a06c',
  },
} as const satisfies Readonly<Record<string, Action>>;

/** `actions/checkout@v7`, or the commit with the release that it is, which tools for updates read. */
export function refer(action: keyof typeof ACTIONS, { pin }: Pick<CiFacts, 'pin'>): string {
  const { name, version, commit } = ACTIONS[action];
  return pin === 'sha' ? `${name}@${commit} # ${version}` : `${name}@${version.split('.', 1)[0]}`;
}
