import { openEcr, openPublicEcr } from './open-ecr';

const host = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';

it('says nothing of the Node.js that later versions of the SDK need', async () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  await openEcr({ kind: 'private', host, accountId: '123456789012', region: 'eu-central-1' });
  await openPublicEcr({
    kind: 'public',
    host: 'public.ecr.aws',
    accountId: null,
    region: 'us-east-1',
  });
  expect(warn).not.toHaveBeenCalledWith(expect.stringContaining('NodeVersionSupportWarning'));
  warn.mockRestore();
});
