/** A source of a stage, and what is to become of the stage once all that can move has moved. */
export interface RemoteCase {
  readonly name: string;
  /**
   * The last stages of a Dockerfile. `{files}`, `{git}`, `{image}`, … are places, `{commit}`, `{sum}`, … what was there at
   * first.
   */
  readonly text: string;
  /** Whether the planner can tell its bytes: they are pinned, files of the workspace, or of an image that resolves. */
  readonly known: boolean;
  /** Whether the engine runs what comes after it again. */
  readonly runs: boolean;
}

/** Named contexts of all cases. A folder counts from the workspace root. */
export const CONTEXTS: Readonly<Record<string, string>> = {
  local: 'local',
  hidden: './.hidden/',
  rootfs: 'rootfs',
  'replaced-by-folder': 'rootfs',
  outside: '{outside}',
  linked: 'link',
  'moving-image': 'docker-image://{image}:1',
  'pinned-image': 'docker-image://{image}@{digest}',
  'replaced:7': 'docker-image://{image}:1',
  'replaced-stage': 'docker-image://{image}:1',
  'moving-layout': 'oci-layout://{layout}:1',
  'pinned-layout': 'oci-layout://{layout}@{layoutDigest}',
  'moving-git': '{git}/app.git#main',
  'pinned-git': '{git}/app.git#{commit}',
};

/** What only upstream BuildKit takes. */
export const UPSTREAM_CONTEXTS: Readonly<Record<string, string>> = {
  'moving-url': '{files}/file.txt',
  'moving-query': '{git}/app.git?branch=main',
  'pinned-query': '{git}/app.git?ref={commit}&subdir=kept',
};

const MOVES = { known: true, runs: true };
const STAYS = { known: true, runs: false };
const UNKNOWN = { known: false, runs: true };
const UNREAD = { known: false, runs: false };

const add = (what: string): string => `FROM busybox:1\nADD ${what} /got/`;
const copy = (what: string): string => `FROM busybox:1\nCOPY ${what} /got/`;

export const CASES: readonly RemoteCase[] = [
  { name: 'a URL', text: add('{files}/file.txt'), ...UNKNOWN },
  { name: 'a URL, linked', text: add('--link {files}/file.txt'), ...UNKNOWN },
  { name: 'a URL, owned', text: add('--chmod=600 --chown=1:1 {files}/file.txt'), ...UNKNOWN },
  { name: 'a URL, unpacked', text: add('--unpack=true {files}/file.tar'), ...UNKNOWN },
  {
    name: 'a URL by a variable',
    text: 'FROM busybox:1\nARG WHERE={files}\nADD $WHERE/file.txt /got/',
    ...UNKNOWN,
  },
  {
    name: 'a URL by a variable of the base image',
    text: 'FROM {image}:1@{digest}\nADD {files}/file.txt$EMPTY /got/',
    ...UNKNOWN,
  },
  { name: 'a URL with a checksum', text: add('--checksum={sum} {files}/file.txt'), ...STAYS },
  { name: 'a repository', text: add('{git}/app.git'), ...UNKNOWN },
  { name: 'a branch', text: add('{git}/app.git#main'), ...UNKNOWN },
  { name: 'a branch with .git', text: add('--keep-git-dir=true {git}/app.git#main'), ...UNKNOWN },
  { name: 'a tag', text: add('{git}/app.git#v1'), ...UNKNOWN },
  { name: 'what stays of a branch', text: add('{git}/app.git#main:kept'), ...UNREAD },
  { name: 'a commit', text: add('{git}/app.git#{commit}'), ...STAYS },
  { name: 'a commit with .git', text: add('--keep-git-dir=true {git}/app.git#{commit}'), ...STAYS },
  { name: 'a folder of a commit', text: add('{git}/app.git#{commit}:kept'), ...STAYS },
  { name: 'an image', text: 'FROM {image}:1', ...MOVES },
  { name: 'an image by digest', text: 'FROM {image}:1@{digest}', ...STAYS },
  { name: 'a COPY from an image', text: copy('--from={image}:1 /got'), ...MOVES },
  {
    name: 'a mount of an image',
    text: 'FROM busybox:1\nRUN --mount=from={image}:1,target=/m cp -r /m/got /got',
    ...MOVES,
  },
  { name: 'a context: an image', text: 'FROM moving-image', ...MOVES },
  { name: 'a context: an image by digest', text: 'FROM pinned-image', ...STAYS },
  { name: 'a context in place of an image', text: 'FROM replaced:7', ...MOVES },
  {
    name: 'a context in place of a stage',
    text: 'FROM busybox:1 AS replaced-stage\nRUN false\nFROM replaced-stage',
    ...MOVES,
  },
  { name: 'a context: a layout', text: 'FROM moving-layout', ...UNKNOWN },
  { name: 'a context: a layout by digest', text: 'FROM pinned-layout', ...STAYS },
  { name: 'a context: a branch', text: copy('--from=moving-git .'), ...UNKNOWN },
  { name: 'a context: a commit', text: copy('--from=pinned-git .'), ...STAYS },
  {
    name: 'a mount of a context: a branch',
    text: 'FROM busybox:1\nRUN --mount=from=moving-git,target=/m cp -r /m /got',
    ...UNKNOWN,
  },
  { name: 'a context: a folder', text: copy('--from=local .'), ...MOVES },
  { name: 'a context: a hidden folder', text: copy('--from=hidden .'), ...MOVES },
  { name: 'what stays of a folder', text: copy('--from=local other.txt'), ...STAYS },
  {
    name: 'a stage on a folder',
    text: 'FROM rootfs AS on-folder\nFROM busybox:1\nCOPY --from=on-folder . /got/',
    ...MOVES,
  },
  { name: 'what stays of it', text: copy('--from=on-folder other.txt'), ...STAYS },
  {
    name: 'a stage on a folder, with steps',
    text: 'FROM rootfs AS added\nCOPY --from=local other.txt /x\nFROM busybox:1\nCOPY --from=added file.txt /got/',
    ...MOVES,
  },
  {
    name: 'a folder in place of a stage',
    text: 'FROM busybox:1 AS replaced-by-folder\nRUN false\nFROM busybox:1\nCOPY --from=replaced-by-folder . /got/',
    ...MOVES,
  },
  { name: 'a folder elsewhere', text: copy('--from=outside .'), ...UNKNOWN },
  { name: 'a folder behind a link', text: copy('--from=linked .'), ...UNKNOWN },
  {
    name: 'a stage on a folder elsewhere',
    text: 'FROM outside AS on-outside\nFROM busybox:1\nCOPY --from=on-outside . /got/',
    ...UNKNOWN,
  },
];

/** Forms that Docker's own frontend does not know. */
export const UPSTREAM_CASES: readonly RemoteCase[] = [
  { name: 'a branch by query', text: add('{git}/app.git?branch=main'), ...UNKNOWN },
  { name: 'a tag by query', text: add('{git}/app.git?tag=v1'), ...UNKNOWN },
  { name: 'a commit by query', text: add('{git}/app.git?ref={commit}'), ...STAYS },
  { name: 'a folder by query', text: add('{git}/app.git?ref={commit}&subdir=kept'), ...STAYS },
  { name: 'a repository by git://', text: add('{daemon}/app.git'), ...UNKNOWN },
  { name: 'a commit by git://', text: add('{daemon}/app.git#{commit}'), ...STAYS },
  { name: 'a context: a URL', text: copy('--from=moving-url context'), ...UNKNOWN },
  { name: 'a context: a branch by query', text: copy('--from=moving-query .'), ...UNKNOWN },
  { name: 'a context: a commit by query', text: copy('--from=pinned-query .'), ...STAYS },
];
