import type { ErrorCode } from '@docker-stage-build/core';

export interface ErrorText {
  readonly meaning: string;
  readonly wayOut: string;
}

/** What every code means and the way out, in the order of the reference. The type makes sure that none is missing. */
export const ERROR_CODES: Readonly<Record<ErrorCode, ErrorText>> = {
  DOCKERFILE_NOT_FOUND: {
    meaning: 'There is no Dockerfile where the option `dockerfile` says.',
    wayOut: 'Paths count from the workspace root: write `{projectRoot}/Dockerfile`.',
  },
  DOCKERFILE_INVALID: {
    meaning:
      'The Dockerfile cannot be read: an unknown instruction or flag, no FROM, two stages of one name.',
    wayOut: 'The message names the line and what it expects there.',
  },
  FILE_EXISTS: {
    meaning: 'A generator would write over a file that is there with another content.',
    wayOut: 'Move it away and take from it what you need, or write over it with `--force`.',
  },
  DOCKERFILE_EXISTS: {
    meaning: 'The generator `dockerfile` would write over a Dockerfile.',
    wayOut:
      '`--force` writes over it, `--name=Dockerfile.new` writes beside it, `--check` compares the generated parts, `nx sync` brings them up to date.',
  },
  DOCKERFILE_OUTDATED: {
    meaning:
      '`--check` found a generated part of a Dockerfile that would be another today, or `nx sync` could not generate one.',
    wayOut:
      '`nx sync` brings it up to date. A part that was edited is left alone: edit it, take its marks away, or generate anew with `--force`.',
  },
  PRESET_UNKNOWN: {
    meaning: 'No preset of the generator `dockerfile` has this name.',
    wayOut: 'The message has the nearest name, or all of them.',
  },
  PRESET_UNFIT: {
    meaning: 'The project is no app of the preset’s kind, or of any.',
    wayOut: 'The message says what the preset needs. Give `--preset` or `--command`.',
  },
  PRESET_INVALID: {
    meaning:
      'A template of a preset uses a value or a part that is not there, or an `#if` does not end.',
    wayOut: 'The message names file and line, and the nearest value.',
  },
  PROJECT_FOLDER_UNFIT: {
    meaning:
      'The generator `dockerfile` was asked for a project in a folder with spaces, quotes, wildcards or the like, or one that depends on such a project.',
    wayOut: 'Move it into a folder with a plain name; the name of the project may stay.',
  },
  PROJECT_IS_LIBRARY: {
    meaning: 'The generator `dockerfile` was asked for a project that is a library.',
    wayOut: 'Name the app that uses it, or say what it is: `--preset`.',
  },
  STAGE_UNKNOWN: {
    meaning: '`target` or a `--from` names a stage that the Dockerfile does not have.',
    wayOut: 'The message lists its stages; a name may be written in any case.',
  },
  PROJECT_UNKNOWN: {
    meaning:
      '`images` of a plan names a project that has no image, or a generator was asked for a project that is not there.',
    wayOut: 'The message has the nearest name, or all of them.',
  },
  STAGE_CYCLE: {
    meaning: 'Stages copy from each other in a circle.',
    wayOut: 'Move what both need into a stage of its own.',
  },
  ARG_WITHOUT_VALUE: {
    meaning: 'A FROM uses an ARG that has neither a default nor a build argument.',
    wayOut: 'Give the ARG a default, or set it in `buildArgs`.',
  },
  CONTEXT_NOT_FOUND: {
    meaning: 'The folder of `context`, or of one of `contexts`, is not there.',
    wayOut: 'Paths count from the workspace root.',
  },
  CONTEXT_OUTSIDE_WORKSPACE: {
    meaning: '`context` or `dockerfile` leaves the workspace.',
    wayOut: 'Use a folder of the workspace; what lies outside can be one of `contexts`.',
  },
  COPY_SOURCE_MISSING: {
    meaning:
      'COPY or ADD names a file that the context does not have, or that an ignore file leaves out.',
    wayOut: 'Correct the path, the context, or the ignore file that the message names.',
  },
  PATTERN_INVALID: {
    meaning:
      'A pattern of an ignore file, of COPY or of ADD is malformed. BuildKit refuses it, too.',
    wayOut:
      'Correct it where the message says; a backslash before `*`, `?` or `[` takes it as it is.',
  },
  CONTEXT_SCOPE: {
    meaning:
      'COPY, ADD or a bind mount names files of a project that the image does not depend on, so the context does not hold them.',
    wayOut:
      'Add the dependency, or let the files in with `contextScope`. See [what is sent](../guides/context.md).',
  },
  LOCKFILE_MISSING: {
    meaning: 'The context `manifests` is asked for, and the workspace root has no lockfile.',
    wayOut: 'Commit the lockfile, or define a context `manifests` of your own in `contexts`.',
  },
  LOCKFILE_STALE: {
    meaning: 'A package.json asks for a package that the lockfile does not have.',
    wayOut: 'Install once and commit the lockfile together with package.json.',
  },
  LOCKFILE_UNSUPPORTED: {
    meaning:
      'The lockfile is broken, or of a form that cannot be pruned (npm 6, pnpm 7, bun.lockb).',
    wayOut: 'Write it anew with a newer version of the package manager; the message says how.',
  },
  IMAGE_NAME_INVALID: {
    meaning: "An image's name breaks the grammar of references.",
    wayOut: 'Repositories are in lower case: `registry.example.com/shop/api`.',
  },
  TAG_INVALID: {
    meaning: 'A tag breaks the grammar: letters, digits, `_`, `.` and `-`, at most 128 characters.',
    wayOut: 'Use `{branch}`, which is made fit for a tag, where a tag comes from a branch.',
  },
  TAG_TEMPLATE_INVALID: {
    meaning: 'A `{placeholder}` is unknown, or has no value here.',
    wayOut: 'See [templates](image.md#templates). `{{name}}` stands for itself.',
  },
  TAG_TWICE: {
    meaning: 'Two projects would make images of the same name.',
    wayOut: 'Put `{scopedName}` into `image`, or give one of them another tag.',
  },
  PLATFORM_INVALID: {
    meaning: 'A platform is not `os/arch[/variant]`.',
    wayOut: 'Write `linux/amd64` or `linux/arm64`.',
  },
  OPTION_INVALID: {
    meaning: 'Options are unknown or have values that they do not take. All of them are listed.',
    wayOut: 'The message has the nearest name or what is expected.',
  },
  NX_CACHE_ON: {
    meaning:
      'The target of an image that is pushed or loaded has `cache: true`: a hit of Nx would claim an image that may be gone.',
    wayOut: 'Remove `cache` from the target, or from `targetDefaults` in nx.json.',
  },
  SECRET_SOURCE_MISSING: {
    meaning: 'The file or environment variable of a secret is not there.',
    wayOut: 'Set it, or correct `src` or `env` of the secret. Its value is never shown.',
  },
  ENGINE_MISSING: {
    meaning: '`docker` is not on the PATH.',
    wayOut: 'Install Docker with buildx, and see that `docker version` works.',
  },
  ENGINE_UNREACHABLE: {
    meaning: 'No engine answers.',
    wayOut: 'Start Docker, or correct `DOCKER_HOST`, the Docker context or `builder`.',
  },
  ENGINE_TOO_OLD: {
    meaning: 'The engine is older than what this plugin works with.',
    wayOut: 'Update Docker or BuildKit to the version in the message.',
  },
  ENGINE_PERMISSION: {
    meaning: "The engine's socket refuses this user.",
    wayOut: 'Add the user to the group `docker`, or use a rootless engine.',
  },
  ENGINE_CANNOT_CACHE: {
    meaning: 'The builder cannot export caches: a Docker without the containerd image store.',
    wayOut:
      'Turn on the containerd image store, or use a builder with the driver `docker-container`.',
  },
  ENGINE_CANNOT_OUTPUT: {
    meaning:
      'The builder cannot make what was asked for, such as several platforms or an OCI layout, or load where no Docker answers.',
    wayOut: 'Use a builder that can, with `builder`, or another output.',
  },
  BUILDX_MISSING: {
    meaning: 'Docker has no buildx.',
    wayOut: 'Install the package `docker-buildx-plugin` (Debian: `docker-buildx`).',
  },
  BUILDX_TOO_OLD: {
    meaning: 'buildx is older than what this plugin works with.',
    wayOut: 'Update buildx to the version in the message.',
  },
  BUILD_FAILED: {
    meaning: 'A step of the build failed, or the engine did.',
    wayOut: "Read the step's output above the message.",
  },
  BUILD_CANCELLED: {
    meaning: 'The build was interrupted. Nothing is left running.',
    wayOut: 'Run it again: finished steps are in the builder.',
  },
  LOGIN_MISSING: {
    meaning:
      'An entry of `login` leads to no login: a variable is not set, a file is not there or empty, a helper or configuration has none.',
    wayOut:
      'The message names the source. Set it, or take the entry out: then the login of `auto` counts.',
  },
  LOGIN_UNSUPPORTED: {
    meaning: 'Logins other than those of Docker itself are asked for on Windows.',
    wayOut: 'Use `docker login`, a credential helper of Docker, or WSL.',
  },
  REGISTRY_UNREACHABLE: {
    meaning: 'A registry does not answer.',
    wayOut:
      'Check its name, the network and proxies; the message says what happened to the connection.',
  },
  REGISTRY_DENIED: {
    meaning: 'A registry refuses the login, or the login may not do this.',
    wayOut: 'Log in with `docker login`, with an account that may push to the repository.',
  },
  REGISTRY_LOGIN_EXPIRED: {
    meaning: 'The login or token for a registry was good and is so no longer.',
    wayOut: 'Log in again. In CI, log in in the job that uses it: tokens of ECR last 12 hours.',
  },
  REGISTRY_NOT_FOUND: {
    meaning: 'A repository or manifest that is to be written or asked does not exist.',
    wayOut:
      'Check its name. [Some registries](../guides/registries.md) want a repository to be made first.',
  },
  REGISTRY_TAG_IMMUTABLE: {
    meaning: 'The tag is another image already, and the registry lets no tag change.',
    wayOut:
      'Use a tag that is new with every commit, such as `{sha}`; leave tags that start with `cache-` out of the rule.',
  },
  REGISTRY_THROTTLED: {
    meaning: 'A registry was asked more often than it allows, and still said so after some pauses.',
    wayOut:
      'Log in (limits are per account), use a mirror, run fewer builds side by side, or wait.',
  },
  REGISTRY_QUOTA: {
    meaning: 'A registry has no room left for what is pushed.',
    wayOut: 'Remove old images or caches, or raise the quota. Trying again does not help.',
  },
  REGISTRY_CERTIFICATE: {
    meaning: "A registry's certificate is not trusted, has expired, or is for another name.",
    wayOut:
      'Let `NODE_EXTRA_CA_CERTS` name the certificate of your authority, and give it to the engine, too.',
  },
  REGISTRY_PROTOCOL: {
    meaning: 'A registry speaks plain HTTP where TLS was expected, or the other way round.',
    wayOut:
      'List it in `insecureRegistries`, or take it out. Loopback addresses are always asked over HTTP.',
  },
  REGISTRY_UNSUPPORTED: {
    meaning: 'A registry does not offer this at all, most often deleting.',
    wayOut: 'The message has its own way. See [registries](../guides/registries.md).',
  },
  REGISTRY_ERROR: {
    meaning: 'A registry answers with an error of its own.',
    wayOut: "Read its message; try again when it is the registry's trouble.",
  },
  ECR_HOST_INVALID: {
    meaning:
      'A host looks like a registry of ECR and cannot be one: its account, region or domain is wrong.',
    wayOut: "Copy the host from the repository's URI; the message says which part is wrong.",
  },
  AWS_ACCOUNT_INVALID: {
    meaning: 'The account of a registry is not 12 digits, or not that of its host.',
    wayOut: 'Leave it out where the host says it; else write it with zeros at its beginning.',
  },
  AWS_REGION_INVALID: {
    meaning:
      'No region is known for a call of AWS, its name is malformed, or it is not that of the host.',
    wayOut: 'Set AWS_REGION, or `region` in the profile: `eu-west-1`.',
  },
  AWS_PROFILE_UNKNOWN: {
    meaning: "AWS's configuration files have no profile of this name.",
    wayOut: 'The message lists those that they have. `aws configure --profile NAME` makes one.',
  },
  AWS_CREDENTIALS_MISSING: {
    meaning:
      'AWS credentials are nowhere: not in the environment, the profile, a web identity or the metadata of a container or an instance.',
    wayOut:
      'In CI let the job assume a role; on a workstation run `aws sso login` or `aws configure`.',
  },
  AWS_CREDENTIALS_EXPIRED: {
    meaning: 'The AWS credentials are temporary ones whose time is over.',
    wayOut: 'Get new ones: they came from whatever set AWS_SESSION_TOKEN or the profile.',
  },
  AWS_CREDENTIALS_REFUSED: {
    meaning: 'AWS does not know the credentials, or the way to them fails.',
    wayOut: "Check the keys, the profile's settings and the role; the message has AWS's reason.",
  },
  AWS_SSO_EXPIRED: {
    meaning: 'The session of IAM Identity Center (SSO) is over, or was never begun.',
    wayOut: 'Run `aws sso login --profile NAME`: the message has the command.',
  },
  AWS_CLOCK_WRONG: {
    meaning: "AWS refuses signatures because this machine's clock is wrong.",
    wayOut: 'Set the clock: the message says by how much it is off.',
  },
  AWS_DENIED: {
    meaning: 'The AWS credentials do not allow an action.',
    wayOut: 'The message names the action and the resource, and has a policy to copy.',
  },
  AWS_THROTTLED: {
    meaning: 'AWS limits the rate of calls, and did so after all retries.',
    wayOut: 'Start fewer builds at once, or ask AWS for a higher rate.',
  },
  AWS_QUOTA_REACHED: {
    meaning: 'A quota of the account is used up, such as its number of repositories.',
    wayOut: 'Delete what is not needed, or ask for more in Service Quotas. Waiting does not help.',
  },
  AWS_UNREACHABLE: {
    meaning: "AWS's API does not answer.",
    wayOut: 'Check the region, the network and AWS_ENDPOINT_URL.',
  },
  AWS_ERROR: {
    meaning: 'AWS answers with an error of its own.',
    wayOut: 'Read its message.',
  },
  REPOSITORY_DRIFT: {
    meaning: 'Repositories in ECR differ from what `ecr` asks for, and `failOnDrift` is on.',
    wayOut: 'Change them with `--ecr.update`, or correct the option. Encryption cannot be changed.',
  },
  PLATFORM_MISSING: {
    meaning: 'An image for several platforms is to be merged, and one of them is not there.',
    wayOut: 'Build and push it to the same repository first. Nothing was published.',
  },
  PLATFORM_TWICE: {
    meaning: 'Two different images for one platform are to be merged into one.',
    wayOut: 'Name one of them only. Nothing was published.',
  },
  CACHE_LOCKED: {
    meaning: 'Another process has held the local cache for too long.',
    wayOut: 'Let it finish, or give this one another `cache.location`.',
  },
  CACHE_EXPORT_FAILED: {
    meaning: 'A cache could not be written, and `cache.ignoreError` is `false`.',
    wayOut: 'Correct what the message says, or leave `cache.ignoreError` on: then it is a warning.',
  },
  GIT_FAILED: {
    meaning: 'git does not run, or cannot read the repository.',
    wayOut: 'Read what git says: the message has it.',
  },
  BASE_NOT_FOUND: {
    meaning: 'git does not have the commit to compare with: `base` or `NX_BASE`.',
    wayOut:
      'The message has the command that fetches it. In CI, fetch all history (`fetch-depth: 0`).',
  },
};
