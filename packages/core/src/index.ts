export { StageBuildError, messageOf, type ErrorCode, type ErrorDetails } from './errors';
export type * from './dockerfile/model';
export type * from './dockerfile/stage-graph-model';
export type * from './plan/plan';
export type { Tree, TreeEntry } from './tree/tree';
export { formatImageRef, parseImageRef, type ImageRef } from './names/image-ref';
