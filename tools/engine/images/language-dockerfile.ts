import { CERTIFICATES } from './dockerfile';

/** A base image for a language or a server, made from Debian's packages. */
export interface LanguageImage {
  /** Its name on Docker Hub. */
  readonly name: string;
  readonly packages: readonly string[];
  /** What makes it behave like the official image. */
  readonly lines: readonly string[];
}

/** busybox has the `wget` that Alpine's images have. */
const WGET = 'RUN ln -s busybox /usr/bin/wget';

/** Image by the target that makes it, by the part that brings it up. */
export const LANGUAGE_IMAGES = {
  bases: {
    python: {
      name: 'library/python:3.11-slim',
      packages: ['python3', 'python3-venv', 'python3-pip'],
      // Debian keeps pip from installing beside its packages.
      lines: [
        'RUN ln -s python3 /usr/bin/python && rm /usr/lib/python3*/EXTERNALLY-MANAGED',
        `ENV REQUESTS_CA_BUNDLE=${CERTIFICATES}`,
      ],
    },
    nginx: {
      name: 'library/nginx:1.28-alpine',
      packages: ['nginx-light', 'busybox'],
      lines: [WGET, 'RUN useradd --system --uid 101 nginx', 'CMD ["nginx", "-g", "daemon off;"]'],
    },
    caddy: {
      name: 'library/caddy:2-alpine',
      packages: ['caddy', 'busybox'],
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
    jre: {
      name: 'library/eclipse-temurin:17-jre',
      packages: ['openjdk-17-jre-headless'],
      lines: [],
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, LanguageImage>>>>;

export type LanguagePart = keyof typeof LANGUAGE_IMAGES;

/** Java's own form of certificates. */
export const JAVA_CERTIFICATES = '/etc/ssl/certs/java/cacerts';

/**
 * The Dockerfile of a part's images, with a target for each.
 *
 * @param certificates files with certificates of the machine's own that are beside the Dockerfile, by their place
 */
export function renderLanguageDockerfile(
  images: Readonly<Record<string, LanguageImage>>,
  certificates: readonly string[],
): string {
  const targets = Object.entries(images).flatMap(([target, { packages, lines }]) => [
    '',
    `FROM debian AS ${target}`,
    'RUN apt-get update \\',
    ` && apt-get install --yes --no-install-recommends ca-certificates ${packages.join(' ')} \\`,
    ' && rm -rf /var/lib/apt/lists/* /var/cache/apt',
    ...lines,
    ...certificates.map((place) => `COPY .${place} ${place}`),
  ]);
  const settings = ['SSL_CERT_FILE', 'PIP_CERT', 'CARGO_HTTP_CAINFO'].map(
    (name) => `${name}=${CERTIFICATES}`,
  );
  return [
    'FROM debian:bookworm-slim AS debian',
    ...(certificates.length > 0 ? [`ENV ${settings.join(' ')}`] : []),
    ...targets,
    '',
  ].join('\n');
}
