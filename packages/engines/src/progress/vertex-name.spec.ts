import { parseVertexName } from './vertex-name';

it.each([
  [1, '[deps 2/4] RUN npm ci', 'deps', null, 'RUN npm ci'],
  [2, '[deps  2/14] RUN npm ci', 'deps', null, 'RUN npm ci'],
  [3, '[linux/arm64 deps 2/4] RUN npm ci', 'deps', 'linux/arm64', 'RUN npm ci'],
  [4, '[linux/amd64->arm64 build 3/3] RUN go build', 'build', 'linux/amd64', 'RUN go build'],
  [5, '[linux/arm/v7 deps 1/4] FROM docker.io/library/node:20', 'deps', 'linux/arm/v7', 'FROM docker.io/library/node:20'], // prettier-ignore
  [6, '[stage-3 1/1] COPY a b', '3', null, 'COPY a b'],
  [7, '[linux/amd64 stage-3 1/1] COPY a b', '3', 'linux/amd64', 'COPY a b'],
  [8, '[2/2] RUN true', null, null, 'RUN true'],
  [9, '[linux/amd64 2/2] RUN true', null, 'linux/amd64', 'RUN true'],
  [10, '[build 1/2] RUN <<EOF (a\nb)', 'build', null, 'RUN <<EOF (a\nb)'],
  [11, '[build 1/2] RUN echo [x 1/2] y', 'build', null, 'RUN echo [x 1/2] y'],
])('%i: %s', (_, name, stage, platform, instruction) => {
  expect(parseVertexName(name)).toEqual({ stage, platform, instruction, triggered: false });
});

it.each([
  [1, '[app 2/4] ONBUILD COPY package.json ./', true],
  [2, '[linux/amd64 app 2/4] ONBUILD RUN npm ci', true],
  [3, '[app 3/2] RUN npm ci', true],
  [4, '[app  2/14] RUN echo ONBUILD', false],
])('%i: %s follows a trigger of ONBUILD: %s', (_, name, triggered) => {
  expect(parseVertexName(name)).toMatchObject({ triggered });
});

it.each([
  [1, '[internal] load build definition from Dockerfile'],
  [2, '[internal] load metadata for docker.io/library/node:20'],
  [3, '[context manifests] load from client'],
  [4, '[auth] library/node:pull token for registry-1.docker.io'],
  [5, 'importing cache manifest from host/a:b'],
  [6, 'exporting to image'],
])('%i: %s is no instruction', (_, name) => {
  expect(parseVertexName(name)).toBe(null);
});
