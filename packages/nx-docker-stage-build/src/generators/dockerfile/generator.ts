import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { StageBuildError, toRepository } from '@docker-stage-build/core';
import { parseDockerfileOptions, type DockerfileOptions } from '../../options';
import { logger } from '../../report/logger';
import { loadDevkit } from '../load-devkit';
import { runGenerator } from '../run-generator';
import { addIgnoreFile } from './add-ignore-file';
import { checkFolders, checkIsApp } from './check-project';
import { checkRegions } from './check-regions';
import { draftDockerfile, givenOptions, renderDockerfile } from './make-dockerfile';
import { openBaseClient } from './open-base-client';
import { pinImages } from './pin-images';
import { readHeader } from './regions/header';
import { registerSync } from './register-sync';
import type { ProjectView } from './view/model';
import { filesOf, viewWorkspace } from './view/view-project';

/** Generator `nx-docker-stage-build:dockerfile`: writes a Dockerfile for a project, or checks the one that it wrote. */
export default function dockerfileGenerator(tree: Tree, raw: unknown): Promise<void> {
  return runGenerator(async () => {
    const asked = parseDockerfileOptions(raw);
    const devkit = await loadDevkit();
    const graph = await devkit.createProjectGraphAsync();
    const view = viewWorkspace(graph, filesOf(tree)).viewProject(asked.project);
    const path = posix.join(view.project.root, asked.name);
    const existing = view.files.read(path);
    const options = withRecorded(asked, existing);
    checkIsApp(view, options);
    checkFolders(view);
    const draft = draftDockerfile(view, options);

    if (asked.check)
      return check(view, { path, existing, fresh: renderDockerfile(draft, { view, options }) });
    const images = options.pinDigests
      ? await pinImages(draft.images, await openBaseClient(devkit.readNxJson(tree) ?? {}))
      : draft.images;
    const text = renderDockerfile({ ...draft, images }, { view, options });
    if (existing !== null && existing !== text && !asked.force) throw exists(path, view);
    tree.write(path, text);
    addIgnoreFile(tree, { view, draft });
    registerSync(tree, devkit);
    for (const note of [...(draft.detected.notes ?? []), ...notesOn(asked)]) logger.warn(note);
  });
}

/** A Dockerfile that was generated is generated again with the options that it records, where no others are given. */
function withRecorded(asked: DockerfileOptions, existing: string | null): DockerfileOptions {
  const recorded = existing === null ? null : readHeader(existing);
  if (!recorded) return asked;
  const { project, preset, force, check } = asked;
  return parseDockerfileOptions({
    ...recorded,
    ...givenOptions(asked),
    ...(preset !== undefined && { preset }),
    ...{ project, force, check },
  });
}

function check(
  { project }: ProjectView,
  {
    path,
    existing,
    fresh,
  }: { readonly path: string; readonly existing: string | null; readonly fresh: string },
): void {
  if (existing !== null)
    return checkRegions({ project: project.name, path, text: existing, fresh });
  throw new StageBuildError('DOCKERFILE_NOT_FOUND', `There is no ${path} to check.`, {
    hint: 'Leave --check out to have it written.',
    project: project.name,
  });
}

function exists(path: string, { project }: ProjectView): StageBuildError {
  return new StageBuildError('DOCKERFILE_EXISTS', `${path} is there already.`, {
    hint: '--force writes over it, --name=Dockerfile.new writes beside it, --check compares what was generated in it.',
    project: project.name,
  });
}

function notesOn({ project, name }: DockerfileOptions): string[] {
  const image = toRepository(project);
  const expected = project.replace(/^@/, '');
  return [
    ...(image === expected
      ? []
      : [
          `The image is called ${image}: "${project}" is no name of an image. The option \`image\` gives it another one.`,
        ]),
    ...(name === 'Dockerfile'
      ? []
      : [`Build it with: nx run ${project}:image --dockerfile={projectRoot}/${name}`]),
  ];
}
