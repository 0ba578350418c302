import type { Setting } from './dockerfile';

/** A Dockerfile whose image tells what its instructions saw. */
export interface Scope extends Setting {
  readonly name: string;
  readonly text: string;
}

export const SCOPES: readonly Scope[] = [
  scope('an ARG before FROM is not seen in a stage', ['ARG A=1', 'FROM scratch', 'LABEL a=[$A]']),
  scope('an ARG before FROM is seen where it is declared again', [
    ...['ARG A=1', 'FROM scratch', 'LABEL before=[$A]', 'ARG A', 'LABEL after=[$A]'],
  ]),
  scope('a default of the stage wins over the one before FROM', [
    ...['ARG A=1', 'FROM scratch', 'ARG A=2', 'LABEL a=$A'],
  ]),
  scope('a build argument wins over both', ['ARG A=1', 'FROM scratch', 'ARG A=2', 'LABEL a=$A'], {
    buildArgs: { A: '3' },
  }),
  scope('a build argument that nobody declares is not seen', ['FROM scratch', 'LABEL a=[$A]'], {
    buildArgs: { A: '3' },
  }),
  scope(
    'an empty build argument is a value',
    ['FROM scratch', 'ARG A=1', 'LABEL a=[${A-d}] b=[${A:-d}]'],
    {
      buildArgs: { A: '' },
    },
  ),
  scope('an ARG without a value is not set', [
    'FROM scratch',
    'ARG A',
    'LABEL a=[${A-d}] b=[${A+d}]',
  ]),
  scope('an ARG is inherited by the stages on top', [
    ...[
      'FROM scratch AS a',
      'ARG A=1',
      'FROM a AS b',
      'LABEL b=$A',
      'FROM b',
      'ARG B=$A$A',
      'LABEL c=$B',
    ],
  ]),
  scope('and not by others', ['FROM scratch AS a', 'ARG A=1', 'FROM scratch', 'LABEL a=[$A]']),
  scope('an ENV is inherited, an ARG after it wins', [
    ...['FROM scratch AS a', 'ENV A=env', 'FROM a', 'ARG A=arg', 'LABEL a=$A'],
  ]),
  scope('an ENV after an ARG wins', ['FROM scratch', 'ARG A=arg', 'ENV A=env', 'LABEL a=$A']),
  scope('an ARG without a default after an ENV', [
    'FROM scratch',
    'ENV A=env',
    'ARG A',
    'LABEL a=$A',
  ]),
  scope('a build argument after an ENV', ['FROM scratch', 'ENV A=env', 'ARG A', 'LABEL a=$A'], {
    buildArgs: { A: 'given' },
  }),
  scope('an ARG declared twice', [
    'FROM scratch',
    'ARG A=1',
    'LABEL a=$A',
    'ARG A=2',
    'LABEL b=$A',
    'ARG A',
    'LABEL c=$A',
  ]),
  scope('a value before the declaration', [
    'FROM scratch',
    'LABEL a=[$A]',
    'ARG A=1',
    'LABEL b=[$A]',
  ]),
  scope('several in one line see one another', [
    'ARG A=1 B=${A}2',
    'FROM scratch',
    'ARG A B C=${B}3 D=$C',
    'LABEL b=$B c=[$C] d=[$D]',
  ]),
  scope('several of an ENV do not', ['FROM scratch', 'ENV A=1', 'ENV A=2 B=$A', 'LABEL a=$A b=$B']),
  scope('ENV in its old form', [
    'FROM scratch',
    'ARG A=1',
    'ENV OLD  $A and "$A"  ',
    'LABEL o=$OLD',
  ]),
  scope('LABEL names are expanded', ['FROM scratch', 'ARG A=1', 'LABEL l$A=x "q$A"=y']),
  scope('defaults before FROM see the ones above them', [
    'ARG A=1',
    'ARG B=$A-$C',
    'ARG C=3',
    'FROM scratch',
    'ARG B',
    'LABEL b=$B',
  ]),
  scope('FROM sees what comes before the first FROM', [
    ...[
      'ARG A=a',
      'FROM scratch AS a',
      'LABEL which=a',
      'ARG A=b',
      'FROM scratch AS b',
      'LABEL which=b',
      'FROM ${A}',
    ],
  ]),
  scope('FROM takes modifiers', [
    ...[
      'ARG V=release-2',
      'FROM scratch AS release',
      'LABEL which=release',
      'FROM scratch AS x2',
      'LABEL which=x2',
    ],
    'FROM ${V%-*}',
  ]),
  scope('FROM takes a default', [
    'ARG V',
    'FROM scratch AS base',
    'LABEL which=base',
    'FROM ${V:-base}',
  ]),
  scope(
    'FROM takes a build argument',
    ['ARG V=a', 'FROM scratch AS a', 'LABEL w=a', 'FROM scratch AS b', 'LABEL w=b', 'FROM $V'],
    {
      buildArgs: { V: 'b' },
    },
  ),
  scope('a platform has its arguments', [
    'FROM scratch',
    ...['PLATFORM', 'OS', 'ARCH', 'VARIANT'].flatMap((name) =>
      ['TARGET', 'BUILD'].map(
        (side) => `ARG ${side}${name}\nLABEL ${side}${name}=[$${side}${name}]`,
      ),
    ),
  ]),
  scope('which are not set without an ARG', ['FROM scratch', 'LABEL a=[$TARGETARCH]']),
  scope('and may have a default that does not count', [
    'FROM scratch',
    'ARG TARGETARCH=mine',
    'LABEL a=[$TARGETARCH]',
  ]),
  scope('and serve in FROM', [
    'FROM scratch AS for-amd64',
    'LABEL w=amd64',
    'FROM scratch AS for-arm64',
    'LABEL w=arm64',
    'FROM for-$TARGETARCH',
  ]),
  scope(
    'and may be given',
    ['ARG TARGETARCH', 'FROM scratch', 'ARG TARGETARCH', 'LABEL a=$TARGETARCH'],
    {
      buildArgs: { TARGETARCH: 'given' },
    },
  ),
  scope('TARGETSTAGE of the last stage', [
    'FROM scratch AS last',
    'ARG TARGETSTAGE',
    'LABEL t=[$TARGETSTAGE]',
  ]),
  scope(
    'TARGETSTAGE of a target',
    ['FROM scratch AS mid', 'ARG TARGETSTAGE', 'LABEL t=[$TARGETSTAGE]', 'FROM mid AS last'],
    {
      target: 'mid',
    },
  ),
  scope('WORKDIR one upon the other', [
    ...[
      'FROM scratch',
      'ARG A=a/b',
      'WORKDIR /x/$A',
      'WORKDIR ${A#a/}',
      'WORKDIR ..',
      'WORKDIR "q $A"',
    ],
  ]),
  scope('WORKDIR of a stage below', [
    'FROM scratch AS a',
    'ENV D=/srv',
    'WORKDIR $D',
    'FROM a',
    'WORKDIR ${D#/}',
  ]),
  scope('USER', ['FROM scratch', 'ARG U=1000', 'USER $U:${G:-$U}']),
  scope('EXPOSE', ['FROM scratch', 'ARG P=80', 'EXPOSE $P ${P}80 ${Q:-443}/udp']),
  scope('VOLUME', ['FROM scratch', 'ARG V=/data', 'VOLUME $V/a', 'VOLUME ["$V/b", "${V#/}"]']),
  scope('ONBUILD sees the stage on top', [
    ...[
      'FROM scratch AS a',
      'ARG A=below',
      'ONBUILD ARG B=${A}!',
      'ONBUILD LABEL b=$B',
      'FROM a',
      'LABEL c=$B',
    ],
  ]),
  scope('the escape directive', [
    '# escape=`',
    'FROM scratch',
    'ARG A=1',
    'LABEL a=`$A b="`$A" c=\\$A d=${A:+`}}',
  ]),
  scope('continuation lines and comments', [
    'FROM scratch',
    'ARG A=1 \\',
    '# not $A',
    '  B=$A',
    'LABEL a=$A\\',
    'b b=${B:-\\',
    'x}',
  ]),
  scope('names in another case are others', ['FROM scratch', 'ARG a=1', 'LABEL a=[$a] b=[$A]']),
  scope('words that every object has', [
    'FROM scratch',
    'LABEL a=[$constructor] b=[${__proto__:-d}]',
    'ARG toString=1',
    'LABEL c=$toString',
  ]),
];

/** Words and Dockerfiles that are refused: a value is missing, or they are no substitution. */
export const REFUSED: readonly Scope[] = [
  ...[
    '${UNSET:?}',
    '${UNSET:?why}',
    '${EMPTY:?why}',
    '${UNSET?}',
    '${V:#a}',
    '${V:%a}',
    '${V',
    '${',
    '${}',
    '${:-x}',
  ],
  ...[
    '${V^}',
    '${V,,}',
    '${V/a}',
    '${V/a/b',
    '${V@Q}',
    '${DOTS#\\a}',
    '${DOTS/\\a/b}',
    '"$V',
    "'$V",
    '${V:-',
    '${{V}}',
  ],
].map((text) => scope(text, ['FROM scratch', 'ARG V=1', 'ENV EMPTY=', `LABEL a=${text}`]));

function scope(name: string, lines: readonly string[], setting: Setting = {}): Scope {
  return { name, text: `${lines.join('\n')}\n`, ...setting };
}
