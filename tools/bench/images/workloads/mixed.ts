import type { Workload } from '../workload';
import { npmWorkload } from './npm';
import {
  libsOf,
  LIB_SOURCE,
  PYTHON_APPS,
  PYTHON_LIB,
  writePython,
  writeRequirements,
  type PythonApp,
} from './python-projects';

/** Apps in two languages: half of them Node.js with npm workspaces, half of them Python with pip. What changes is Python's. */
export function mixedWorkload(count: number): Workload {
  const node = npmWorkload(Math.max(2, Math.ceil(count / 2)));
  const apps = PYTHON_APPS.slice(0, Math.max(1, Math.floor(count / 2)));
  const names = apps.map(({ name }) => name);
  const [app] = apps as [PythonApp];
  return {
    ...node,
    name: 'mixed',
    apps: [...node.apps, ...names],
    implicitDependencies: (name) => (names.includes(name) ? libsOf(name) : []),
    forms: ['same'],
    files: (form) => ({ ...node.files(form), ...writePython(apps) }),
    libChange: {
      files: { [`libs/${PYTHON_LIB}/words.py`]: `${LIB_SOURCE}\n\nREVISION = 2\n` },
      affected: names.filter((name) => libsOf(name).includes(PYTHON_LIB)),
    },
    dependencyChange: {
      files: {
        [`apps/${app.name}/requirements.txt`]: writeRequirements([
          ...app.requirements,
          'click==8.5.1',
        ]),
      },
      affected: [app.name],
      touchesLockfile: false,
    },
    fromNothing: (form) => {
      const counts = node.fromNothing(form);
      return {
        ...counts,
        install: counts.install + apps.length,
        compile: counts.compile + apps.length,
      };
    },
  };
}
