import { inferImages, type InferenceContext } from './inference/create-nodes';

/** Wide enough for every name that the option `dockerfile` takes: Nx asks for a pattern before it has options. */
const DOCKERFILES = '**/*{Dockerfile,dockerfile,Containerfile}*';

/** Infers the targets `image` and `image-plan`. The name for Nx 22. */
export const createNodesV2 = [
  DOCKERFILES,
  (files: readonly string[], options: unknown, context: InferenceContext) =>
    inferImages(files, options, context),
] as const;

/** The same under its name from Nx 23 on. */
export const createNodes = createNodesV2;
