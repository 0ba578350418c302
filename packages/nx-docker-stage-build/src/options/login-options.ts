import { z } from 'zod';
import { objectOrFields, strictOptions } from './values';

/** Logins without a list: Docker's and AWS's own, or no care of ours at all. */
export const LOGIN_WORDS = ['auto', 'none'] as const;

const PASSWORD = /^(password|token|secret|auth|identity_?token|access_?key)$/i;

/** A login's object. A password in it is refused with the way out. */
function strictLogin<T extends z.ZodRawShape>(shape: T) {
  return strictOptions(shape, (name) =>
    PASSWORD.test(name)
      ? `"${name}": no option holds a password: name the environment variable that does in passwordEnv`
      : undefined,
  );
}

const registry = z
  .string()
  .regex(/^[^\s/@]+$/, 'write a host without scheme, user and path: ghcr.io')
  .describe('Host of the registry with its port, where it has one.');

const variable = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, 'write the name of an environment variable, never its value');

const username = {
  username: z.string().min(1).optional().describe('Name of the account.'),
  usernameEnv: variable.optional().describe('Environment variable that holds that name.'),
};

interface Named {
  readonly username?: string | undefined;
  readonly usernameEnv?: string | undefined;
}

/** A name has one source, as its password has. */
function hasOneName({ username, usernameEnv }: Named): boolean {
  return (username === undefined) !== (usernameEnv === undefined);
}

const ONE_NAME = { error: 'a login has one name: write username or usernameEnv' };

const text = z.string().min(1);

/** Text of a form, or one that a variable completes. */
function formed(pattern: RegExp, message: string) {
  return z.string().regex(new RegExp(`^(?:${pattern.source}|.*\\{env\\.\\w+\\}.*)$`), message);
}

const awsAccess = {
  profile: text.optional().describe("Profile of AWS's configuration files."),
  role: formed(
    /arn:[\w-]+:iam::\d{12}:role\/\S+/,
    'write a role as arn:aws:iam::123456789012:role/name',
  )
    .optional()
    .describe('ARN of a role to assume.'),
  externalId: text.optional().describe("What the role's trust policy asks for."),
  sessionName: text.optional().describe("Name of the role's session, as CloudTrail shows it."),
  endpoint: formed(/https?:\/\/\S+/, 'write a URL as https://ecr.example.com')
    .optional()
    .describe("URL of ECR's API, for endpoints of your own."),
};

const loginObject = z.discriminatedUnion(
  'type',
  [
    strictLogin({
      type: z.literal('env'),
      registry,
      ...username,
      passwordEnv: variable.describe('Environment variable that holds the password or token.'),
    })
      .refine(hasOneName, ONE_NAME)
      .describe('A password in the environment.'),
    strictLogin({
      type: z.literal('file'),
      registry,
      ...username,
      passwordFile: text.describe(
        'File that holds the password or token, from the workspace root.',
      ),
    })
      .refine(hasOneName, ONE_NAME)
      .describe('A password in a file.'),
    strictLogin({
      type: z.literal('helper'),
      registry,
      helper: z
        .string()
        .regex(/^(?!docker-credential-)[\w.-]+$/, 'write gcloud for docker-credential-gcloud')
        .describe(
          'Name of a credential helper on the PATH: `gcloud` is `docker-credential-gcloud`.',
        ),
    }).describe('A credential helper.'),
    strictLogin({
      type: z.literal('docker'),
      registry,
      config: text.describe("Docker's `config.json`, or its folder, from the workspace root."),
    }).describe('A configuration of Docker other than the usual one.'),
    strictLogin({
      type: z.literal('ecr'),
      registry,
      account: formed(/\d{12}/, 'write an account as its twelve digits')
        .optional()
        .describe("The registry's account. Default: as its host says."),
      region: formed(/[a-z]{2}(-[a-z]+)+-\d/, 'write a region as eu-west-1')
        .optional()
        .describe("The registry's region. Default: as its host says."),
      ...awsAccess,
    }).describe(
      "A private registry of Amazon ECR; what is not said comes from AWS's own configuration.",
    ),
    strictLogin({
      type: z.literal('ecr-public'),
      registry: registry.default('public.ecr.aws'),
      ...awsAccess,
    }).describe('The public registry of Amazon ECR.'),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union'
        ? 'write auto, none, or logins, whose types are env, file, helper, docker, ecr and ecr-public'
        : undefined,
  },
);

const login = objectOrFields(loginObject);

/** Where logins come from: `auto`, `none`, or those of registries, which `auto` completes. */
export const loginOptions = z.union([
  z.array(login),
  login.transform((one) => [one]),
  z.enum(LOGIN_WORDS),
]);
