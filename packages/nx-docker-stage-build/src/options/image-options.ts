import { z } from 'zod';
import { RUNNER_KINDS, TRUST_WISHES } from '@docker-stage-build/core';
import { cacheOptions } from './cache-options';
import { scopeOptions } from './context-options';
import { ecrOptions } from './ecr-options';
import { loginOptions } from './login-options';
import { outputOptions } from './output-options';
import { reuseOptions } from './reuse-options';
import { secretOptions } from './secret-options';
import { keyValues, platform, registryHost, strictOptions, textList } from './values';

/** Every option of the executor `nx-docker-stage-build:build`. Order is the order of the reference. */
export const imageShape = {
  dockerfile: z
    .string()
    .min(1)
    .default('{projectRoot}/Dockerfile')
    .describe('Dockerfile, from the workspace root.'),
  context: z
    .string()
    .min(1)
    .default('.')
    .describe('Folder that COPY and ADD read from, from the workspace root.'),
  contextScope: scopeOptions
    .prefault('graph')
    .describe(
      'What of that folder the build is sent: `graph`, `graph:PATTERN,PATTERN` with what is let in besides, `all`, or an object.',
    ),
  target: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Stage to build. Default: the last one. On the command line it is `--targetStage`: Nx keeps `--target` to itself.',
    ),
  image: z
    .string()
    .min(1)
    .default('{scopedName}')
    .describe(
      'Repository of the image, such as `registry.example.com/shop/{name}`. Takes templates. Default: the name of the project, `@shop/api` as `shop/api`.',
    ),
  tags: textList
    .refine((tags) => tags.length > 0, 'write at least one tag, or leave the option out')
    .optional()
    .describe(
      'Tags of the image (`1.2`), or whole names of it (`ghcr.io/shop/api:1.2`). Takes templates. Default: `{sha}` when pushed, so that no branch overwrites the image of another, else `latest`.',
    ),
  platforms: z
    .array(platform)
    .default([])
    .describe("Platforms of the image, such as `linux/arm64`. Default: the builder's own."),
  push: z.boolean().default(false).describe('Push the image to its registry.'),
  load: z
    .boolean()
    .optional()
    .describe(
      'Load the image into the local engine. Default: when it is not pushed and has no outputs, and a Docker is there.',
    ),
  outputs: outputOptions
    .prefault([])
    .describe(
      'Further results: objects, or the text that `docker buildx build --output` takes, such as `type=oci,dest=dist/api.tar`. Types: `oci`, `docker`, `tar`, `local` (a folder) and `cacheonly`.',
    ),
  buildArgs: keyValues
    .prefault({})
    .describe(
      'Build arguments, as an object or `NAME=value`. Values take templates. They are no place for secrets.',
    ),
  secrets: secretOptions
    .prefault([])
    .describe(
      'Secrets for `RUN --mount=type=secret`: objects, or text such as `id=npmrc,src=.npmrc` and `id=TOKEN,env=NPM_TOKEN`. With an id alone, the environment variable of that name.',
    ),
  ssh: z
    .union([
      z.array(z.string().min(1)),
      z
        .string()
        .min(1)
        .transform((one) => [one]),
    ])
    .prefault([])
    .describe('SSH agents or keys for `RUN --mount=type=ssh`: `default` or `id=path`.'),
  contexts: keyValues
    .prefault({})
    .describe(
      'Named contexts: name → folder from the workspace root, `docker-image://…`, `oci-layout://…` or URL.',
    ),
  serveManifests: z
    .boolean()
    .optional()
    .describe(
      "Take the root's package.json and lockfile from the context `manifests` wherever the Dockerfile copies them, so that a dependency of another project installs nothing anew. Default: when the Dockerfile copies from that context itself.",
    ),
  labels: keyValues.prefault({}).describe('Labels of the image. Values take templates.'),
  annotations: keyValues
    .prefault({})
    .describe(
      'Annotations of the manifest; a name may start with a level, as in `index:…`. Values take templates.',
    ),
  gitLabels: z
    .boolean()
    .default(true)
    .describe(
      'Add the labels `org.opencontainers.image.revision`, `.source` and `.created`. All come from the commit, the time too: one commit gives one image.',
    ),
  login: loginOptions
    .prefault('auto')
    .describe(
      "Logins of registries. `auto`: Docker's own configuration, and for Amazon ECR AWS's credentials. `none`: nothing but what the engine finds itself. Else objects, or text such as `type=env,registry=ghcr.io,username=ci,passwordEnv=GHCR_TOKEN`; `auto` serves all other registries.",
    ),
  cache: cacheOptions
    .prefault('auto')
    .describe(
      'Where the caches of stages are kept: `auto`, `local`, `registry`, `none`, `local:FOLDER`, `registry:REPOSITORY`, or an object.',
    ),
  ecr: ecrOptions
    .prefault({})
    .describe(
      'Repositories in Amazon ECR, of the image and of its caches: whether and how they are made.',
    ),
  reuse: reuseOptions
    .prefault('auto')
    .describe(
      'Whether an image that was made from the same inputs is tagged instead of being built: `auto`, `never` (or `false`), or an object.',
    ),
  trust: z
    .enum(TRUST_WISHES)
    .default('auto')
    .describe(
      'What a run may leave for later runs: `write` caches and fingerprints, or only `read` them. `auto`: `read` for pull requests from forks.',
    ),
  offline: z
    .boolean()
    .default(false)
    .describe(
      'Ask no registry: base images are not resolved, no image is reused and no registry cache is used. The engine still pulls what it lacks.',
    ),
  runnerKind: z
    .enum(RUNNER_KINDS)
    .optional()
    .describe(
      'Kind of machine: `workstation`, `private` (a runner whose disk outlives the job) or `cloud` (starts empty). Default: told by the environment.',
    ),
  base: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Commit to compare with, for affected stages and older caches. Default: `NX_BASE`, else where the branch left `defaultBase`.',
    ),
  noCache: z
    .union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] }), textList])
    .prefault(false)
    .describe('Take nothing from a cache: `true` for all stages, or names of stages.'),
  pull: z.boolean().default(false).describe('Ask registries for newer base images.'),
  provenance: z
    .union([z.boolean(), z.string().min(1)])
    .optional()
    .describe('Provenance attestation: on, off or `mode=max`. Default: as the engine has it.'),
  sbom: z
    .union([z.boolean(), z.string().min(1)])
    .optional()
    .describe('SBOM attestation: on, off or the parameters of its generator. Default: off.'),
  builder: z
    .string()
    .min(1)
    .optional()
    .describe('Builder instance of buildx. Default: the current one.'),
  network: z
    .string()
    .min(1)
    .optional()
    .describe('Network of RUN: `default`, `none` or `host`. Default: as the engine has it.'),
  addHosts: z
    .array(z.string().regex(/^[^\s:=]+[:=]\S+$/, 'write host:address'))
    .default([])
    .describe('Names for RUN to resolve, each as `host:address`.'),
  shmSize: z.string().min(1).optional().describe('Size of `/dev/shm` in RUN, such as `128m`.'),
  ulimits: z
    .array(z.string().regex(/^[a-z]+=-?\d+(:-?\d+)?$/, 'write name=soft or name=soft:hard'))
    .default([])
    .describe('Limits of RUN, such as `nofile=1024:2048`.'),
  allow: z
    .array(z.string().min(1))
    .default([])
    .describe('Entitlements of the build, such as `network.host` and `security.insecure`.'),
  insecureRegistries: z
    .array(registryHost)
    .default([])
    .describe(
      'Registries (`host:port`) that speak HTTP or have a certificate nobody signed. Loopback addresses need not be named.',
    ),
  mirrors: z
    .record(z.string(), registryHost)
    .default({})
    .describe(
      "Registry → mirror to ask for the digests of base images, such as `docker.io` → `mirror.example.com`. The engine's own mirrors are the engine's configuration.",
    ),
  metadataFile: z
    .string()
    .min(1)
    .optional()
    .describe('File for the result of the build as JSON, from the workspace root.'),
  dryRun: z
    .boolean()
    .default(false)
    .describe('Say what would be done, with the commands, and do nothing.'),
} as const;

export const imageOptions = strictOptions(imageShape);
