import {
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** What a build is made from, before and after an edit. */
export interface Edit {
  readonly name: string;
  /** The last stages of a Dockerfile; `{dir}` is a folder of the case's own, with `a.txt`, `b.txt` and `deep/c.txt`. */
  readonly text: string;
  /** The same after the edit; unchanged where it is left out. */
  readonly after?: string;
  /** Edits the folder. */
  readonly change?: (folder: string) => void;
  /** Build arguments before and after; `N` in a name keeps those of all cases apart. */
  readonly args?: readonly [
    before: Readonly<Record<string, string>>,
    after: Readonly<Record<string, string>>,
  ];
  /** Whether the engine runs what comes after it again. */
  readonly runs: boolean;
  /** Whether the fingerprint changes; as the engine has it where it is left out. */
  readonly changes?: boolean;
}

const RUNS = { runs: true };
const STAYS = { runs: false };

const on = (...lines: string[]): string => ['FROM busybox:1', ...lines].join('\n');
const COPY = on('COPY {dir} /got/');
const write = (path: string, text: string) => (folder: string) =>
  writeFileSync(join(folder, path), text);

/** Files. */
const FILES: readonly Edit[] = [
  { name: 'nothing', text: COPY, ...STAYS },
  { name: 'content', text: COPY, change: write('a.txt', 'edited'), ...RUNS },
  {
    name: 'time',
    text: COPY,
    change: (folder) => utimesSync(join(folder, 'a.txt'), 1, 1),
    ...STAYS,
  },
  {
    name: 'the executable bit',
    text: COPY,
    change: (folder) => chmodSync(join(folder, 'a.txt'), 0o755),
    ...RUNS,
  },
  {
    name: 'a name',
    text: COPY,
    change: (folder) => renameSync(join(folder, 'a.txt'), join(folder, 'd.txt')),
    ...RUNS,
  },
  {
    name: 'the case of a name',
    text: COPY,
    change: (folder) => renameSync(join(folder, 'a.txt'), join(folder, 'A.txt')),
    ...RUNS,
  },
  { name: 'a file more', text: COPY, change: write('d.txt', 'more'), ...RUNS },
  { name: 'a file less', text: COPY, change: (folder) => rmSync(join(folder, 'a.txt')), ...RUNS },
  {
    name: 'a file that is not read',
    text: on('COPY {dir}/a.txt /got/'),
    change: write('b.txt', 'edited'),
    ...STAYS,
  },
  { name: 'a file that is left out', text: COPY, change: write('ignored.log', 'edited'), ...STAYS },
  {
    name: 'a file that --exclude leaves out',
    text: on('COPY --exclude=b.txt {dir} /got/'),
    change: write('b.txt', 'edited'),
    ...STAYS,
  },
  {
    name: 'a file that a wildcard matches',
    text: on('COPY {dir}/*.txt /got/'),
    change: write('b.txt', 'edited'),
    ...RUNS,
  },
  {
    name: 'a link that becomes a file',
    text: COPY,
    change: (folder) => {
      rmSync(join(folder, 'link'));
      write('link', 'a\n')(folder);
    },
    ...RUNS,
  },
  {
    name: 'where a link leads',
    text: COPY,
    change: (folder) => {
      rmSync(join(folder, 'link'));
      symlinkSync('b.txt', join(folder, 'link'));
    },
    ...RUNS,
  },
  {
    name: 'what is behind a link',
    text: on('COPY {dir}/folder/ /got/'),
    change: write('deep/c.txt', 'edited'),
    ...RUNS,
  },
  {
    name: 'what is behind a link that is copied as a link',
    text: on('COPY {dir}/folder {dir}/a.txt /got/', 'COPY --exclude=deep {dir} /all/'),
    change: write('b.txt', 'edited'),
    ...RUNS,
  },
  {
    name: 'a mounted file',
    text: on('RUN --mount=source={dir}/deep,target=/m cp -r /m /got'),
    change: write('deep/c.txt', 'edited'),
    ...RUNS,
  },
  {
    name: 'a file beside a mounted one',
    text: on('RUN --mount=source={dir}/deep,target=/m cp -r /m /got'),
    change: write('a.txt', 'edited'),
    ...STAYS,
  },
  {
    name: 'permissions that git does not keep',
    text: COPY,
    change: (folder) => chmodSync(join(folder, 'a.txt'), 0o600),
    ...RUNS,
    changes: false,
  },
  {
    name: 'an empty folder',
    text: COPY,
    change: (folder) => mkdirSync(join(folder, 'empty')),
    ...RUNS,
    changes: false,
  },
];

/** Instructions. */
const TEXTS: readonly Edit[] = [
  {
    name: 'a comment',
    text: on('COPY {dir} /got/'),
    after: on('# why', 'COPY {dir} /got/'),
    ...STAYS,
  },
  {
    name: 'a continuation',
    text: on('RUN echo a > /a'),
    after: on('RUN \\', '# why', 'echo a > /a'),
    ...STAYS,
  },
  { name: 'the form of a COPY', text: COPY, after: on('COPY ["./{dir}/", "/got/"]'), ...STAYS },
  {
    name: 'the name of a stage',
    text: 'FROM busybox:1 AS one\nRUN echo {dir} > /x\nFROM busybox:1\nCOPY --from=one /x /',
    after: 'FROM busybox:1 AS other\nRUN echo {dir} > /x\nFROM busybox:1\nCOPY --from=OTHER /x /',
    ...STAYS,
  },
  {
    name: 'a stage that nothing needs',
    text: COPY,
    after: `FROM busybox:1 AS unused\nRUN false\n${COPY}`,
    ...STAYS,
  },
  {
    name: 'a trigger',
    text: 'FROM busybox:1 AS triggers\nONBUILD RUN echo 1 > /x\nFROM triggers',
    after: 'FROM busybox:1 AS triggers\nONBUILD RUN echo 2 > /x\nFROM triggers',
    ...RUNS,
  },
  {
    name: 'the shell',
    text: on('SHELL ["/bin/sh", "-c"]', 'RUN echo > /x'),
    after: on('SHELL ["/bin/sh", "-ec"]', 'RUN echo > /x'),
    ...RUNS,
  },
  {
    name: 'the network',
    text: on('RUN echo > /x'),
    after: on('RUN --network=none echo > /x'),
    ...RUNS,
  },
  {
    name: 'the default network',
    text: on('RUN echo > /x'),
    after: on('RUN --network=default echo > /x'),
    ...STAYS,
  },
  {
    name: 'the id of a secret',
    text: on('RUN --mount=type=secret,id=a echo > /x'),
    after: on('RUN --mount=type=secret,id=b echo > /x'),
    ...RUNS,
  },
  {
    name: 'the variable of a secret',
    text: on('RUN --mount=type=secret,id=a,env=A echo > /x'),
    after: on('RUN --mount=type=secret,id=a,env=B echo > /x'),
    ...RUNS,
  },
  { name: 'a folder to work in', text: on('WORKDIR /one'), after: on('WORKDIR /other'), ...RUNS },
  { name: 'the environment', text: on('ENV A=1'), after: on('ENV A=2'), ...RUNS },
  {
    name: 'the environment, by quotes',
    text: on('ENV A="1 2"'),
    after: on("ENV A='1 2'"),
    ...STAYS,
  },
  {
    name: 'a heredoc',
    text: on('COPY <<EOF /x', '1', 'EOF'),
    after: on('COPY <<EOF /x', '2', 'EOF'),
    ...RUNS,
  },
  {
    name: 'a heredoc without tabs',
    text: on('COPY <<-EOF /x', '\t1', 'EOF'),
    after: on('COPY <<EOF /x', '1', 'EOF'),
    ...STAYS,
  },
  {
    name: 'a variable of a heredoc',
    text: on('ARG A=1', 'COPY <<EOF /x', '$A', 'EOF'),
    after: on('ARG A=2', 'COPY <<EOF /x', '$A', 'EOF'),
    ...RUNS,
  },
  {
    name: 'line ends of a heredoc',
    text: on('COPY <<EOF /x', '1', 'EOF'),
    after: on('COPY <<EOF /x', '1\r', 'EOF'),
    ...RUNS,
  },
  { name: 'a link', text: on('COPY {dir} /got/'), after: on('COPY --link {dir} /got/'), ...RUNS },
  { name: 'an owner', text: COPY, after: on('COPY --chown=1:1 {dir} /got/'), ...RUNS },
  { name: 'a mode', text: COPY, after: on('COPY --chmod=700 {dir} /got/'), ...RUNS },
  {
    name: 'the tag of the same image',
    text: 'FROM busybox:1',
    after: 'FROM busybox:latest',
    runs: false,
    changes: true,
  },
  { name: 'a label', text: on('LABEL a=1'), after: on('LABEL a=2'), runs: false, changes: true },
];

/** Build arguments. */
const ARGS: readonly Edit[] = [
  { name: 'a default', text: on('ARG A=1'), after: on('ARG A=2'), ...RUNS },
  { name: 'a value', text: on('ARG A_N=1'), args: [{ A_N: '2' }, { A_N: '3' }], ...RUNS },
  {
    name: 'a value that is the default',
    text: on('ARG B_N=1'),
    args: [{}, { B_N: '1' }],
    ...STAYS,
  },
  { name: 'a value that nobody declares', text: on(), args: [{}, { C_N: '1' }], ...STAYS },
  {
    name: 'a value under one of ENV',
    text: on('ARG D_N', 'ENV D_N=1'),
    args: [{}, { D_N: '2' }],
    ...STAYS,
  },
  {
    name: 'a value over one of ENV',
    text: on('ENV E_N=1', 'ARG E_N'),
    args: [{}, { E_N: '2' }],
    ...RUNS,
  },
  {
    name: 'a value that another stage declares',
    text: `FROM busybox:1 AS declares\nARG F_N\nRUN echo > /x\n${on('COPY {dir} /got/')}`,
    args: [{}, { F_N: '2' }],
    ...STAYS,
  },
  {
    name: 'a value that the stage below declares',
    text: 'FROM busybox:1 AS below\nARG G_N\nFROM below',
    args: [{}, { G_N: '2' }],
    ...RUNS,
  },
  { name: 'a proxy', text: on(), args: [{}, { HTTPS_PROXY: 'http://127.0.0.1:1' }], ...STAYS },
];

export const EDITS: readonly Edit[] = [...FILES, ...TEXTS, ...ARGS];
