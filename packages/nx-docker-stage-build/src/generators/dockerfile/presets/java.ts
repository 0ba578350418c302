import { posix } from 'node:path';
import { isWithin } from '../../../workspace/is-within';
import type { ProjectFiles, ProjectView } from '../view/model';
import { findOwn, findUp, matchOwn, readOwn } from '../view/read-own';
import type { Choices, Detected, Preset } from './model';

const NEWEST = '21';
const PORT = 8080;

/** A Java app that Maven builds into a jar that runs by itself. */
const maven: Preset = {
  name: 'java-maven',
  title: 'Java with Maven: Spring Boot, Quarkus (uber-jar), or a jar with its libraries beside it',
  template: 'java-maven',
  needs: 'a pom.xml',
  detect: (view, choices) => {
    const pom = readOwn(view, 'pom.xml');
    if (pom === null) return null;
    const { files, project } = view;
    const reactor = findReactor(view);
    const version = [pom, files.read(posix.join(reactor.folder, 'pom.xml')) ?? '']
      .map(
        (text) =>
          /<(?:maven\.compiler\.release|java\.version|maven\.compiler\.target|release)>\s*(?:1\.)?(\d+)/.exec(
            text,
          )?.[1],
      )
      .find(Boolean);
    const settings = posix.join(reactor.folder, '.mvn');
    const module = posix.relative(reactor.folder, project.root);
    return {
      ...runtime(choices, listens(pom)),
      images: {
        build: `maven:3.9-eclipse-temurin-${version ?? NEWEST}`,
        jre: `eclipse-temurin:${version ?? NEWEST}-jre`,
      },
      values: {
        definitions: [
          ...(files.list(settings).length > 0 ? [`${settings} ${settings}/`] : []),
          ...[reactor.folder, ...reactor.modules].map((folder) => copyPom(folder)),
        ],
        folder: posix.join('/src', reactor.folder),
        options: [
          '--batch-mode --no-transfer-progress',
          ...(module === '' ? [] : [`--projects=${module} --also-make`]),
        ].join(' '),
        target: posix.join(module, 'target'),
      },
    };
  },
};

/** What Maven builds in one go. */
interface Reactor {
  readonly folder: string;
  /** Folders of all modules, which Maven wants to find. */
  readonly modules: readonly string[];
}

/** The highest pom.xml above a project that has it for a module, through others too; else its own. */
function findReactor({ project, files }: ProjectView): Reactor {
  const reactors = foldersAbove(project.root)
    .map((folder) => ({ folder, modules: listModules(folder, files) }))
    .filter(({ modules }) => modules.includes(project.root));
  return reactors.at(-1) ?? { folder: project.root, modules: listModules(project.root, files) };
}

/** From the nearest to the root. */
function foldersAbove(folder: string): string[] {
  const parent = posix.dirname(folder);
  return parent === folder ? [] : [parent, ...foldersAbove(parent)];
}

function listModules(folder: string, files: ProjectFiles): string[] {
  const text = files.read(posix.join(folder, 'pom.xml')) ?? '';
  const modules = [...text.matchAll(/<module>\s*([^<]*?)\s*<\/module>/g)].map(([, path = '']) =>
    posix.join(folder, path.replace(/\/?pom\.xml$/, '')),
  );
  return modules.flatMap((module) => [module, ...listModules(module, files)]);
}

function copyPom(folder: string): string {
  return `${posix.join(folder, 'pom.xml')} ${folder}/`;
}

/** A Java app that Gradle builds. */
const gradle: Preset = {
  name: 'java-gradle',
  title: 'Java or Kotlin with Gradle',
  template: 'java-gradle',
  needs: 'a build.gradle or build.gradle.kts',
  detect: (view, choices) => {
    const name = findOwn(view, ['build.gradle', 'build.gradle.kts']);
    if (name === null) return null;
    const text = readOwn(view, name) ?? '';
    const { projects, files, project } = view;
    const settings = findUp(view, ['settings.gradle', 'settings.gradle.kts']);
    const folder = settings?.folder ?? project.root;
    const definitions = [
      'build.gradle',
      'build.gradle.kts',
      'settings.gradle',
      'settings.gradle.kts',
      'gradle.properties',
      'gradle/libs.versions.toml',
      'gradle.lockfile',
    ];
    const copies = [
      folder,
      ...projects
        .map(({ root }) => root)
        .filter((root) => root !== folder && isWithin(root, folder))
        .sort(),
    ].flatMap((root) =>
      definitions
        .map((one) => posix.join(root, one))
        .filter((path) => files.read(path) !== null)
        .map((path) => `${path} ${posix.join('.', posix.relative(folder, posix.dirname(path)))}/`),
    );
    const shared = ['build.gradle', 'build.gradle.kts'].map(
      (one) => files.read(posix.join(folder, one)) ?? '',
    );
    const version =
      [text, ...shared]
        .map(
          (one) =>
            /(?:languageVersion[^\d]*|VERSION_|sourceCompatibility\s*=?\s*['"]?)(\d+)/.exec(
              one,
            )?.[1],
        )
        .find(Boolean) ?? NEWEST;
    const path = posix.relative(folder, project.root);
    return {
      ...runtime(choices, listens(text)),
      images: { build: `gradle:8-jdk${version}`, jre: `eclipse-temurin:${version}-jre` },
      values: {
        definitions: copies,
        task: path === '' ? '' : `:${path.replaceAll('/', ':')}:`,
        sources: folder === '.' ? '. .' : `${folder} .`,
        libs: posix.join('/src', path, 'build/libs'),
        boot: /org\.springframework\.boot/.test(text),
        wrapped: matchOwn(view, /^gradlew$/) !== null,
      },
    };
  },
};

export const java: readonly Preset[] = [maven, gradle];

function listens(text: string): boolean {
  return /spring-boot-starter-web|spring-boot-starter-webflux|quarkus-rest|quarkus-resteasy|jetty|undertow|vertx-web|io\.javalin|jdk\.httpserver|micronaut-http-server|ktor-server/.test(
    text,
  );
}

function runtime(choices: Choices, doesListen: boolean): Pick<Detected, 'port' | 'command'> {
  return {
    port: choices.port ?? (doesListen ? PORT : null),
    // The heap follows the memory that the container may have.
    command: ['java', '-XX:MaxRAMPercentage=75', '-jar', '/app/app.jar'],
  };
}
