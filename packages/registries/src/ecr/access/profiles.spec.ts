import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkProfile, profileInForce, profilesOfConfig, profilesOfCredentials } from './profiles';

const CONFIG = `[default]
region = eu-west-1
[profile shop]
sso_session = corp
  [profile "with space"]
[sso-session corp]
[services local]
# [profile commented]
`;

it('reads the names of profiles', () => {
  expect(profilesOfConfig(CONFIG)).toEqual(['default', 'shop', 'with space']);
  expect(profilesOfCredentials('[ci]\naws_access_key_id=x\n[profile x]\n')).toEqual([
    'ci',
    'profile x',
  ]);
});

it.each([
  [1, 'asked', { AWS_PROFILE: 'env' }, 'asked'],
  [2, undefined, { AWS_PROFILE: 'env' }, 'env'],
  [3, undefined, { AWS_PROFILE: '' }, null],
  [4, undefined, {}, null],
])('%i: the profile in force', (_number, asked, env, expected) => {
  expect(profileInForce(asked, env)).toBe(expected);
});

describe('checkProfile', () => {
  let folder: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'profiles-'));
    env = {
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    };
    await writeFile(join(folder, 'config'), CONFIG);
    await writeFile(join(folder, 'credentials'), '[ci]\n');
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each([null, 'default', 'shop', 'with space', 'ci'])('takes %s', async (profile) => {
    await expect(checkProfile(profile, env)).resolves.toBeUndefined();
  });

  it('names those that exist where one does not', async () => {
    await expect(checkProfile('shp', env)).rejects.toMatchObject({
      code: 'AWS_PROFILE_UNKNOWN',
      message: expect.stringContaining('"shp"'),
      hint: expect.stringContaining('ci, default, shop, with space'),
    });
  });

  it('names some where there are many', async () => {
    const path = join(folder, 'many');
    const profiles = Array.from({ length: 25 }, (_, index) => `[profile p${100 + index}]\n`);
    await writeFile(path, profiles.join(''));
    await expect(checkProfile('x', { HOME: folder, AWS_CONFIG_FILE: path })).rejects.toMatchObject({
      hint: expect.stringMatching(/p118, p119 and 5 more\./),
    });
  });

  it('says that there are none', async () => {
    await expect(checkProfile('shop', { HOME: folder })).rejects.toMatchObject({
      hint: expect.stringContaining(': none.'),
    });
  });
});
