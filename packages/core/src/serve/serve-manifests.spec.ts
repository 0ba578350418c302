import { serveManifests } from './serve-manifests';

const root = {
  context: 'manifests',
  served: ['.npmrc', 'package-lock.json', 'package.json'],
  leaving: ['package-lock.json', 'package.json'],
  others: ['apps', 'libs', 'nx.json', 'tsconfig.json'],
};
const serve = (...lines: string[]) => {
  const { text, why } = serveManifests(['FROM a', ...lines].join('\n'), root);
  return why ?? text.split('\n').slice(1);
};

describe('serveManifests', () => {
  it.each<[number, string, string[]]>([
    [
      1,
      'COPY package.json package-lock.json ./',
      ['COPY --from=manifests package.json package-lock.json ./'],
    ],
    [
      2,
      'COPY ./package*.json .npmrc /app/',
      ['COPY --from=manifests package-lock.json package.json .npmrc /app/'],
    ],
    [
      3,
      'COPY package.json tsconfig.json ./',
      ['COPY tsconfig.json ./', 'COPY --from=manifests package.json ./'],
    ],
    [
      4,
      'COPY *.json ./',
      ['COPY *.json ./', 'COPY --from=manifests package-lock.json package.json ./'],
    ],
    [5, 'COPY . .', ['COPY . .', 'COPY --from=manifests package-lock.json package.json ./']],
    [
      6,
      'COPY --chown=node --link . /app',
      [
        'COPY --chown=node --link . /app',
        'COPY --from=manifests --chown=node --link package-lock.json package.json /app/',
      ],
    ],
    [7, 'ADD package.json /p.json', ['COPY --from=manifests package.json /p.json']],
    [8, 'COPY ["package.json", "/my app/"]', ['COPY --from=manifests ["package.json","/my app/"]']],
    [
      9,
      'COPY package.json \\\n  # why\n  package-lock.json \\\n  ./\nRUN npm ci',
      ['COPY --from=manifests package.json package-lock.json ./', 'RUN npm ci'],
    ],
    [
      10,
      'RUN --mount=type=bind,source=package.json,target=package.json --mount=type=cache,target=/c npm ci',
      [
        'RUN --mount=type=bind,source=package.json,target=package.json,from=manifests --mount=type=cache,target=/c npm ci',
      ],
    ],
    [
      11,
      'COPY apps/api/package.json apps/api/\nCOPY package.json ./',
      ['COPY apps/api/package.json apps/api/', 'COPY --from=manifests package.json ./'],
    ],
  ])('%d: %s', (_, line, expected) => {
    expect(serve(line)).toEqual(expected);
  });

  it.each([
    [1, 'RUN npm ci', 'the Dockerfile copies no root manifest'],
    [2, 'COPY .npmrc ./', 'the Dockerfile copies no root manifest'],
    [3, 'COPY --from=b package.json ./', 'the Dockerfile copies no root manifest'],
    [4, 'COPY ${F} ./', 'line 2: nobody knows yet what ${F} is'],
    [
      5,
      'COPY package.json ./\nRUN --mount=target=/src npm ci',
      'line 3: a mount shows the whole root',
    ],
    [6, 'COPY --exclude=*.json . .', 'line 2: --exclude may leave manifests out'],
    [7, 'ONBUILD COPY . .', 'line 2: ONBUILD runs elsewhere'],
    [8, 'FROM b AS manifests\nCOPY . .', 'a stage is named manifests'],
  ])('%d: leaves %s', (_, line, why) => {
    expect(serve(line)).toBe(why);
  });
});
