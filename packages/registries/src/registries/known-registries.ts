import type { RegistryProfile } from './model';

const BUILDKIT_MANIFESTS = 'https://github.com/moby/buildkit/issues/2251';

/** A registry that nothing is known of: it is asked, and says itself what it does not allow. */
export const OTHER_REGISTRY: RegistryProfile = {
  name: 'any other registry',
  hosts: [],
  takesCacheIndexes: null,
  repositories: 'As it is set up.',
  deleting: 'tags',
  deletingNote: 'As the OCI Distribution specification has it; what is refused is said.',
  limits: {},
  limitsNote: 'A 429 is waited for, as long as `Retry-After` says.',
  anonymous: 'As it is set up.',
  seen: 'What the specification says, as Distribution below.',
  sources: ['https://github.com/opencontainers/distribution-spec/blob/main/spec.md'],
};

/**
 * What each kind of registry needs for images and caches. BuildKit's image manifests for caches (`image-manifest=true`) are taken by all of
 * them, so that every export is made like that; the column on indexes says where nothing else works.
 */
export const KNOWN_REGISTRIES: readonly RegistryProfile[] = [
  {
    name: 'Amazon ECR, private',
    hosts: [
      /^\d{12}\.dkr[.-]ecr(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$/,
    ],
    takesCacheIndexes: false,
    repositories:
      'Have to be made first, unless a creation template makes them on push; this plugin makes them (see the guide on ECR).',
    deleting: 'tags',
    deletingNote: 'By its registry API, or `BatchDeleteImage`.',
    limits: { manifestWrites: 10 },
    limitsNote:
      '`PutImage` 10 a second for a region and account: manifests are written at that pace.',
    anonymous: 'Never.',
    seen: 'Against a stand-in: moto as its API, a registry behind a gateway that refuses as ECR does.',
    sources: [
      'https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html',
      'https://aws.amazon.com/blogs/containers/announcing-remote-cache-support-in-amazon-ecr-for-buildkit-clients/',
      'https://github.com/aws/containers-roadmap/issues/1229',
    ],
  },
  {
    name: 'Amazon ECR, public',
    hosts: [/^public\.ecr\.aws$/, /^ecr-public\.aws\.com$/],
    takesCacheIndexes: false,
    repositories: 'Have to be made first; this plugin makes them.',
    deleting: 'unknown',
    deletingNote: 'Its own way is `aws ecr-public batch-delete-image`.',
    limits: { manifestWrites: 10 },
    limitsNote:
      '`PutImage` 10 a second. Pulls without a login: 1 a second, and an old login is refused (403).',
    anonymous: 'Pulls, of all repositories.',
    seen: 'Nothing of it. On a stand-in: tokens, repositories, the catalog and pushes.',
    sources: [
      'https://docs.aws.amazon.com/AmazonECR/latest/public/public-service-quotas.html',
      'https://docs.aws.amazon.com/AmazonECR/latest/public/public-registry-auth.html',
    ],
  },
  {
    name: 'GitHub Container Registry',
    hosts: [/^ghcr\.io$/],
    takesCacheIndexes: true,
    repositories: 'Made on push, private at first; the token needs `write:packages`.',
    deleting: 'nothing',
    deletingNote:
      "Use GitHub's API for packages: `gh api --method DELETE /orgs/ORG/packages/container/NAME/versions/ID`.",
    limits: { requests: 30 },
    limitsNote:
      '2,000 requests a minute; beyond that 429, or 403 with "secondary rate limit". Requests are kept below it.',
    anonymous: 'Pulls of public packages.',
    seen: 'Nothing of it, but its answers to too many requests and to deleting are among the rows of the reliability table.',
    sources: [
      BUILDKIT_MANIFESTS,
      'https://docs.github.com/en/packages/working-with-a-github-packages-registry/working-with-the-container-registry',
      'https://github.com/podman-container-tools/skopeo/issues/1880',
      'https://github.com/chainguard-images/images/issues/173',
      'https://github.com/virtualcell/vcell/issues/1888',
    ],
  },
  {
    name: 'Docker Hub',
    hosts: [/^docker\.io$/],
    takesCacheIndexes: true,
    repositories: 'Made on push, within the namespace of the account.',
    deleting: 'nothing',
    deletingNote: 'Use its own API (`hub.docker.com/v2/repositories/…/tags/TAG`) or its pages.',
    limits: {},
    limitsNote:
      '100 pulls in 6 hours for an address without login, 200 with a free one. Only GETs of manifests count, so names are looked up by HEAD.',
    anonymous: 'Pulls of public images, within that limit.',
    seen: 'Nothing of it; a mirror of it is in all tests.',
    sources: [
      BUILDKIT_MANIFESTS,
      'https://docs.docker.com/docker-hub/usage/pulls/',
      'https://github.com/docker/hub-feedback/issues/2360',
      'https://github.com/docker/hub-feedback/issues/2466',
    ],
  },
  {
    name: 'Google Artifact Registry',
    hosts: [/^[a-z0-9-]+-docker\.pkg\.dev$/, /^(?:[a-z]+\.)?gcr\.io$/],
    takesCacheIndexes: false,
    repositories:
      'The first part below the project has to be made first; what follows is made on push.',
    deleting: 'tags',
    deletingNote: 'A manifest that still has tags is not deleted: delete its tags first.',
    limits: {},
    limitsNote: '60,000 requests and 18,000 writes a minute for a project and region.',
    anonymous: 'Where `allUsers` may read the repository.',
    seen: 'Nothing of it.',
    sources: [
      'https://cloud.google.com/artifact-registry/quotas',
      'https://cloud.google.com/artifact-registry/docs/transition/changes-docker',
      'https://github.com/moby/buildkit/issues/1143',
      'https://github.com/genuinetools/reg/issues/136',
    ],
  },
  {
    name: 'Azure Container Registry',
    hosts: [/^[a-z0-9-]+\.azurecr\.(?:io|cn|us)$/],
    takesCacheIndexes: true,
    repositories: 'Made on push.',
    deleting: 'manifests',
    deletingNote: 'A tag alone is removed with `az acr repository untag`.',
    limits: {},
    limitsNote:
      'By tier: Basic 100 writes and 1,000 reads a minute, Standard 500 and 3,000, Premium 2,000 and 10,000.',
    anonymous: 'Where it was turned on for the registry (Standard and Premium).',
    seen: 'Nothing of it.',
    sources: [
      BUILDKIT_MANIFESTS,
      'https://learn.microsoft.com/en-us/azure/container-registry/container-registry-skus',
      'https://learn.microsoft.com/en-us/azure/container-registry/container-registry-delete',
    ],
  },
  {
    name: 'Alibaba Cloud Container Registry',
    hosts: [
      /^registry(?:-vpc|-intl)?\.[a-z0-9-]+\.aliyuncs\.com$/,
      /^[a-z0-9-]+-registry(?:-vpc)?\.[a-z0-9-]+\.cr\.aliyuncs\.com$/,
    ],
    takesCacheIndexes: null,
    repositories:
      'The namespace has to be made first; repositories are made on push where the namespace says so. Personal Edition has one level of names.',
    deleting: 'unknown',
    deletingNote: "Its own way is Alibaba's API (`DeleteRepoTag`) or its console.",
    limits: {},
    limitsNote: 'Not published for the registry API.',
    anonymous: 'Pulls of public repositories.',
    seen: 'Nothing of it.',
    sources: [
      'https://www.alibabacloud.com/help/en/acr/product-overview/terms',
      'https://www.alibabacloud.com/help/en/acr/user-guide/manage-namespaces',
      'https://www.alibabacloud.com/help/en/container-registry/latest/what-is-container-registry',
    ],
  },
  {
    name: 'Harbor',
    hosts: [],
    takesCacheIndexes: false,
    repositories: 'The project has to be made first; repositories in it are made on push.',
    deleting: 'tags',
    deletingNote: 'A tag that a rule makes immutable is not deleted.',
    limits: {},
    limitsNote:
      'Storage quota a project: a push beyond it is refused ("exceed the configured upper limit").',
    anonymous: 'Pulls of public projects.',
    seen: 'Nothing of it, but its answers to a full quota and an immutable tag are among the rows of the reliability table.',
    sources: [
      'https://github.com/goharbor/harbor/issues/18941',
      'https://github.com/goharbor/harbor/issues/17390',
      'https://goharbor.io/docs/2.12.0/working-with-projects/working-with-images/create-tag-immutability-rules',
    ],
  },
  {
    name: 'GitLab',
    hosts: [/^registry\.gitlab\.com$/],
    takesCacheIndexes: true,
    repositories: 'Made on push, below the path of a project that exists.',
    deleting: 'tags',
    deletingNote: 'Tags since 16.4.',
    limits: {},
    limitsNote: 'As the instance is set up.',
    anonymous: 'Pulls from public projects.',
    seen: 'Nothing of it.',
    sources: [
      BUILDKIT_MANIFESTS,
      'https://gitlab.com/gitlab-org/container-registry/-/issues/1094',
      'https://gitlab.com/gitlab-org/container-registry/-/merge_requests/719',
    ],
  },
  {
    name: 'Quay',
    hosts: [/^quay\.io$/],
    takesCacheIndexes: false,
    repositories: 'Made on push, private; the organization has to be there.',
    deleting: 'tags',
    deletingNote:
      'Tags since August 2024; a manifest stays for as long as its time machine keeps it.',
    limits: {},
    limitsNote: 'A few requests a second for an address and endpoint, with bursts; then 429.',
    anonymous: 'Pulls of public repositories.',
    seen: 'Nothing of it.',
    sources: [
      'https://github.com/moby/buildkit/issues/1440',
      'https://access.redhat.com/solutions/6218921',
      'https://github.com/quay/quay/pull/3128',
      'https://docs.redhat.com/en/documentation/red_hat_quay/3.13/html/about_quay_io/use-quay-create-repo',
    ],
  },
  {
    name: 'Distribution',
    hosts: [],
    takesCacheIndexes: true,
    repositories: 'Made on push.',
    deleting: 'manifests',
    deletingNote:
      'Where `storage.delete.enabled` is set; 3.0 deletes tags, too. Space is freed by `registry garbage-collect`.',
    limits: {},
    limitsNote: 'None of its own.',
    anonymous: 'As it is set up.',
    seen: 'All of it, version 2.8, with logins by password and by token: reads, writes, deletes, caches, and every row of the reliability table.',
    sources: [
      'https://distribution.github.io/distribution/about/configuration/',
      'https://github.com/distribution/distribution/pull/3174',
    ],
  },
];
