import type { Files } from '../workload';
import { toJson } from './node-sources';

/** A Python app, with the packages that it gets from PyPI. */
export interface PythonApp {
  readonly name: string;
  readonly requirements: readonly string[];
}

export const PYTHON_APPS: readonly PythonApp[] = [
  { name: 'py-site', requirements: ['flask==3.1.3'] },
  { name: 'py-feed', requirements: ['requests==2.34.2'] },
  { name: 'py-report', requirements: ['jinja2==3.1.6', 'pyyaml==6.0.3'] },
];

/** The lib that every Python app stands on. */
export const PYTHON_LIB = 'py-words';

export const LIB_SOURCE = 'def words():\n    return ["one", "two"]\n';

/** The first two apps stand on the lib; the last one on nothing. */
export function libsOf(app: string): readonly string[] {
  return app === 'py-report' ? [] : [PYTHON_LIB];
}

/** Sources and Dockerfiles of Python apps and their lib. */
export function writePython(apps: readonly PythonApp[]): Files {
  return Object.assign(
    {
      [`libs/${PYTHON_LIB}/project.json`]: toJson({ name: PYTHON_LIB }),
      [`libs/${PYTHON_LIB}/words.py`]: LIB_SOURCE,
    },
    ...apps.map(writeApp),
  );
}

/** The content of requirements.txt. */
export function writeRequirements(requirements: readonly string[]): string {
  return requirements.map((line) => `${line}\n`).join('');
}

function writeApp({ name, requirements }: PythonApp): Files {
  const libs = libsOf(name);
  const lines =
    libs.length === 0 ? ['print("report")'] : ['from words import words', 'print(words())'];
  return {
    [`apps/${name}/requirements.txt`]: writeRequirements(requirements),
    [`apps/${name}/main.py`]: `${lines.join('\n')}\n`,
    [`apps/${name}/Dockerfile`]: writeDockerfile(name, libs),
  };
}

function writeDockerfile(app: string, libs: readonly string[]): string {
  const folders = [`apps/${app}`, ...libs.map((lib) => `libs/${lib}`)];
  return [
    'FROM python:3.11-slim AS base',
    'WORKDIR /app',
    '',
    'FROM base AS deps',
    `COPY apps/${app}/requirements.txt ./`,
    'RUN pip install --no-cache-dir --target=vendor --requirement=requirements.txt',
    '',
    'FROM base AS build',
    'COPY . .',
    `RUN mkdir out && cp ${folders.map((folder) => `${folder}/*.py`).join(' ')} out/ && python3 -m compileall -q out`,
    '',
    'FROM base AS production',
    'ENV PYTHONPATH=/app/vendor',
    'COPY --from=deps /app/vendor vendor',
    'COPY --from=build /app/out ./',
    'CMD ["python3", "main.py"]',
    '',
  ].join('\n');
}
