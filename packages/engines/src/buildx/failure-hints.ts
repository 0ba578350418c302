/** What engines and registries say of well-known troubles, and the way out of each. The first that fits is taken. */
const HINTS: readonly (readonly [text: RegExp, hint: string])[] = [
  [
    /cache export is not supported for the docker driver/i,
    "Turn on Docker's containerd image store, use a docker-container builder, or build with `cache: none`.",
  ],
  [
    /unknown command: docker buildx|'buildx' is not a docker command|unknown flag: --progress/i,
    'Install the buildx plugin: https://docs.docker.com/go/buildx/',
  ],
  [
    /no space left on device/i,
    'The disk of the builder is full: `docker buildx prune` and `docker image prune` free some of it.',
  ],
  [
    /exec format error/i,
    'The builder cannot run this platform: register an emulator (`docker run --privileged --rm tonistiigi/binfmt --install all`) or add a native node.',
  ],
  [
    /parent snapshot \S+ does not exist/i,
    "Docker's image store lost a layer while it replaced an image: build again, all that was built is kept.",
  ],
  [
    /failed to calculate checksum of ref .*not found/i,
    'A COPY or ADD names a file that the context does not hold: check its path, the ignore file and `contextScope`.',
  ],
  [
    /server gave HTTP response to HTTPS client/i,
    "The registry speaks plain HTTP: add it to dockerd's `insecure-registries`, or to the builder's configuration.",
  ],
  [
    /malformed HTTP response|HTTP request (?:was sent )?to (?:an )?HTTPS (?:server|port)/i,
    "The registry speaks TLS: take it out of dockerd's `insecure-registries`, or of the builder's configuration.",
  ],
  [
    /immutab(?:le|ility)|cannot be overwritten/i,
    'The registry lets no tag change: use a tag that is new with every commit, such as `{sha}`; leave tags that start with `cache-` out of the rule.',
  ],
  [
    /quota|exceed the configured upper limit|insufficient storage/i,
    'The registry has no room left: remove old images or caches, or raise the quota.',
  ],
  [
    /(?:token|login|session|credentials?) (?:has|have|is) expired/i,
    'The login has expired: log in again. In CI, log in in the job that builds.',
  ],
  [
    /name unknown|repository .* (?:does not exist|not found)|repository not found/i,
    'There is no such repository: check its name. Some registries want it to be made first.',
  ],
  [
    /x509:|certificate signed by unknown authority|SELF_SIGNED_CERT/i,
    'A certificate is not trusted: give the builder (for a pull or push) or the base image (for a RUN) the certificate authority.',
  ],
  [
    /429 Too Many Requests|toomanyrequests|rate limit|rate exceeded/i,
    'The registry limits how often it may be asked: log in, use a mirror, or try again later.',
  ],
  [
    /\b40[13]\b|unauthorized|authorization failed|access denied|denied:|insufficient_scope|no basic auth credentials/i,
    'Log in to the registry with an account that may do this (`docker login`), and check the name of the repository.',
  ],
  [
    /failed to resolve source metadata|pull access denied|manifest unknown/i,
    'Check the name and tag of the base image, that it has this platform, and that its registry can be reached.',
  ],
  [
    /unexpected status[^\n]*: 5\d\d\b/i,
    'The registry is in trouble: try again, finished steps are in the builder.',
  ],
  [
    /connection refused|no such host|i\/o timeout|TLS handshake timeout|network is unreachable/i,
    'A host cannot be reached: check its name and port, proxies, and that it runs.',
  ],
  [
    /exit code: 137\b|signal: killed|cannot allocate memory/i,
    'A process was killed, most often for want of memory: give the builder more, or run fewer builds side by side.',
  ],
  [
    /exit code: 127\b/,
    'A command of this RUN is not in the image: install it in an earlier step or use another base image.',
  ],
  [
    /secret .*not found|failed to read secret/i,
    'A RUN mounts a secret that the build was not given: add it to `secrets`.',
  ],
];

/** The way out of a failure, from its text; `undefined` where nothing is known of it. */
export function hintFor(text: string): string | undefined {
  return HINTS.find(([pattern]) => pattern.test(text))?.[1];
}
