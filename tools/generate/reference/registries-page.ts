import {
  KNOWN_REGISTRIES,
  OTHER_REGISTRY,
  type Deleting,
  type RegistryProfile,
} from '@docker-stage-build/registries';
import { page, table } from './markdown';

const INTRODUCTION = `# Registries

Images and caches can be anywhere that speaks the [OCI Distribution specification](https://github.com/opencontainers/distribution-spec/blob/main/spec.md);
base image, cache and image may be in three registries with three accounts. This page says what each registry needs. The tables are made from the
data that the plugin itself uses.

## Caches

A cache is exported as an image manifest with OCI media types (\`image-manifest=true,oci-mediatypes=true\`), whatever the version of BuildKit: all registries
below take that. What BuildKit exported by default before 0.21, an index that leads to layers, is refused by those that say _no_; one that such a
BuildKit left elsewhere can still be imported.`;

const ACCESS = `## Repositories, pulls and deleting`;

const LIMITS = `## Limits

A registry that says 429 is asked again after growing, random pauses, never before \`Retry-After\`, and given up when that would take longer than
30 s ([the table of faults](../reliability.md) has each case). Where a limit is known and can be kept to, requests wait for their turn.`;

const SEEN = `## What was run

Servers of companies are not part of the tests of this project. What they say in trouble is: rows of [the table](../reliability.md) quote them.`;

const HANDMADE = `## Certificates, plain http, mirrors

- A certificate of your own authority: \`NODE_EXTRA_CA_CERTS=/path/ca.pem\` for the plugin; for the engine \`/etc/docker/certs.d/HOST/ca.crt\`, or \`ca=\` in a
  buildkitd.toml.
- Plain http: loopback addresses always; others have to be listed in \`insecureRegistries\`, for the engine in its own configuration, too.
- \`mirrors\` are read before the registry they stand for, and never written to.

## Where a login goes

To the registry itself, and to the token server that it names, as Docker does: over TLS to any host, over plain http only where that host is listed in
\`insecureRegistries\` or both are this machine. Nobody elsewhere can name this machine as a token server or redirect to it (a name that resolves
to it is not found out). A redirect to another server takes no login along, that server cannot ask for one, and writes are not redirected at all.`;

/** What each kind of registry needs, from the data that the client uses. */
export function registriesPage(): string {
  const all = [...KNOWN_REGISTRIES, OTHER_REGISTRY];
  const rows = (cellsOf: (profile: RegistryProfile) => string[]): string[][] =>
    all.map((profile) => [profile.name, ...cellsOf(profile)]);
  return page(
    INTRODUCTION,
    table(
      ['registry', 'image manifests', 'indexes of layers'],
      rows(({ takesCacheIndexes }) => ['yes', formatFact(takesCacheIndexes)]),
    ),
    ACCESS,
    table(
      ['registry', 'repositories', 'pulls without a login', 'deletes', 'how'],
      rows(({ repositories, anonymous, deleting, deletingNote }) => [
        repositories,
        anonymous,
        DELETES[deleting],
        deletingNote,
      ]),
    ),
    LIMITS,
    table(
      ['registry', 'limits', 'kept to'],
      rows(({ limits, limitsNote }) => [limitsNote, formatLimits(limits)]),
    ),
    HANDMADE,
    SEEN,
    table(
      ['registry', 'run for real', 'sources'],
      rows(({ seen, sources }) => [seen, sources.map(link).join(', ')]),
    ),
  );
}

const DELETES: Readonly<Record<Deleting, string>> = {
  tags: 'tags and manifests',
  manifests: 'manifests',
  nothing: 'no',
  unknown: 'not documented',
};

function formatFact(fact: boolean | null): string {
  if (fact === null) return 'not known';
  return fact ? 'yes' : 'no';
}

function formatLimits({ requests, manifestWrites }: RegistryProfile['limits']): string {
  const parts = [
    ...(requests === undefined ? [] : [`${requests} requests a second`]),
    ...(manifestWrites === undefined ? [] : [`${manifestWrites} manifests written a second`]),
  ];
  return parts.join(', ') || '—';
}

function link(url: string, at: number): string {
  return `[${at + 1}](${url})`;
}
