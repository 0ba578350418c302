import type { PrivateSdk } from './actions';
import { makeApi, type Client } from './make-api';
import { createAsked } from '../testing/asked';

class DescribeRepositoriesCommand {
  constructor(readonly input: unknown) {}
}

function setUp(client: Partial<Client['config']> & Partial<Pick<Client, 'send'>>) {
  const { send = jest.fn(), ...config } = client;
  const api = makeApi<PrivateSdk>({
    sdk: { DescribeRepositoriesCommand } as unknown as PrivateSdk,
    client: {
      send,
      config: {
        credentials: async () => undefined,
        region: async () => 'eu-west-1',
        systemClockOffset: 0,
        ...config,
      },
    },
    service: 'ecr',
    asked: createAsked(),
  });
  return { api, send };
}

const aws = (name: string) =>
  Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: 400 } });

it('makes an action of its name, anew for each attempt', async () => {
  const send = jest
    .fn()
    .mockRejectedValueOnce(aws('ThrottlingException'))
    .mockResolvedValueOnce({ repositories: [] });
  const { api } = setUp({ send });
  const input = { repositoryNames: ['a'] };
  await expect(api.call('DescribeRepositories', input)).resolves.toEqual({ repositories: [] });
  const commands = send.mock.calls.map(([command]: [unknown]) => command);
  expect(commands).toEqual([{ input }, { input }]);
  expect(commands[0]).not.toBe(commands[1]);
});

it('looks for credentials once where there are none', async () => {
  const credentials = jest
    .fn()
    .mockRejectedValue(new Error('Could not load credentials from any providers'));
  const { api, send } = setUp({ credentials });
  await expect(api.call('DescribeRepositories', {})).rejects.toMatchObject({
    code: 'AWS_CREDENTIALS_MISSING',
  });
  expect(credentials).toHaveBeenCalledTimes(1);
  expect(send).not.toHaveBeenCalled();
});

it('does not wait for credentials longer than its caller', async () => {
  const { api } = setUp({ credentials: () => new Promise(() => undefined) });
  const abort = new AbortController();
  const call = api.call('DescribeRepositories', {}, { signal: abort.signal });
  setImmediate(() => abort.abort(new Error('given up')));
  await expect(call).rejects.toThrow('given up');
});

it('has no action that the SDK has not', async () => {
  const { api } = setUp({});
  await expect(api.call('CreateRepository', { repositoryName: 'a' })).rejects.toThrow(
    'ecr has no action CreateRepository',
  );
});

it('keeps what AWS calls a failure', async () => {
  const { api } = setUp({ send: jest.fn().mockRejectedValue(aws('RepositoryNotFoundException')) });
  await expect(api.call('DescribeRepositories', {})).rejects.toMatchObject({
    code: 'AWS_ERROR',
    exception: 'RepositoryNotFoundException',
  });
});
