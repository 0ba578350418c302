import { posix } from 'node:path';
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
    const { projects, files, project } = view;
    const parent = project.root !== '.' && /<module>/.test(files.read('pom.xml') ?? '');
    const poms = parent
      ? projects
          .map(({ root }) => root)
          .filter((root) => root !== '.' && files.read(posix.join(root, 'pom.xml')) !== null)
          .sort()
      : [];
    const said = [pom, files.read('pom.xml') ?? ''].map(
      (text) =>
        /<(?:maven\.compiler\.release|java\.version|maven\.compiler\.target|release)>\s*(?:1\.)?(\d+)/.exec(
          text,
        )?.[1],
    );
    const version = said.find(Boolean) ?? NEWEST;
    return {
      ...runtime(choices, listens(pom)),
      images: {
        build: `maven:3.9-eclipse-temurin-${version}`,
        jre: `eclipse-temurin:${version}-jre`,
      },
      values: {
        pom: parent ? 'pom.xml ./' : `${posix.join(project.root, 'pom.xml')} ./`,
        modules: poms.map((root) => `${root}/pom.xml ${root}/`),
        module: parent ? project.root : '',
        target: posix.join('/src', parent ? project.root : '.', 'target'),
        sources: parent ? '. .' : `${project.root} .`,
      },
    };
  },
};

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
    const isIn = (root: string): boolean =>
      folder === '.' || root === folder || root.startsWith(`${folder}/`);
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
        .filter((root) => root !== folder && isIn(root))
        .sort(),
    ].flatMap((root) =>
      definitions
        .map((one) => posix.join(root, one))
        .filter((path) => files.read(path) !== null)
        .map((path) => `${path} ${posix.join('.', posix.relative(folder, posix.dirname(path)))}/`),
    );
    const version =
      /(?:languageVersion[^\d]*|VERSION_|sourceCompatibility\s*=?\s*['"]?)(\d+)/.exec(text)?.[1] ??
      NEWEST;
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
