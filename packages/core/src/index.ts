export { StageBuildError, messageOf, type ErrorCode, type ErrorDetails } from './errors';
export type * from './dockerfile/model';
export type * from './dockerfile/stage-graph-model';
export { compileIgnoreRules, type IgnoreRules } from './ignore/ignore-rules';
export type { Tree, TreeEntry } from './tree/tree';
export type { ImageRequest } from './image/image-request';
export type { Snapshot } from './image/snapshot';
export { epochOf } from './image/epoch';
export {
  isEngineArg,
  PLAIN_IMAGE,
  type ImageSettings,
  type ReuseRequest,
} from './image/image-settings';
export { ignoreFilesOf } from './image/ignore-files';
export { cleanFolder, folderOfContext, isInWorkspace } from './image/context-folder';
export { analyzeImage } from './image/analyze-image';
export { buildFilesOf, wantsManifests, type BuildFiles } from './image/build-files';
export { readDockerfile, type ReadDockerfile } from './image/read-dockerfile';
export { mapProjects, type ProjectMap, type ProjectRoot } from './scope/project-map';
export type { ScopeRequest } from './scope/scope-request';
export type { ContextScope, ScopeReason } from './scope/context-scope';
export { renderIgnoreFile, type FolderEntry, type RenderOptions } from './scope/render-ignore-file';
export { checkSources } from './fingerprint/check-sources';
export { mergeFiles } from './fingerprint/merge-files';
export type { MissingSource, StageInputs } from './fingerprint/stage-inputs';
export { formatImageRef, parseImageRef, withDefaultTag, type ImageRef } from './names/image-ref';
export { fingerprintTag, isFingerprintTag } from './names/fingerprint-tag';
export { nameStageCache, type BaseDigests, type CacheNames } from './names/cache-name';
export type * from './plan/plan';
export type { ImageInput, Naming, PlatformInputs } from './plan/image-input';
export {
  NO_KNOWLEDGE,
  type ImageDigests,
  type Knowledge,
  type NameDigests,
} from './plan/knowledge';
export { hasAffectedStage } from './plan/affected';
export { unansweredNames, unresolvedBases } from './plan/ask';
export { listObstacles } from './plan/decide-reuse';
export { listForeignTriggers } from './plan/list-foreign-triggers';
export { listOtherBases, type OtherBase } from './plan/list-other-bases';
export { fingerprintImage } from './plan/fingerprint-image';
export { chooseCache, noCache, type CacheSurroundings, type CacheWish } from './plan/choose-cache';
export { makePlan, type CacheRefs, type ImageToPlan, type PlanRequest } from './plan/make-plan';
export { ownersOf, type OwnerOf } from './plan/owners';
export { formatTable, NO_COLORS, type Palette } from './explain/format-table';
export { formatMermaid } from './explain/format-mermaid';
export {
  detectRunner,
  RUNNER_KINDS,
  RUNNER_VARIABLE,
  type Environment,
  type RunnerOptions,
} from './runner/detect-runner';
export { CI_VARIABLES, readCiFacts, type CiFacts } from './runner/ci-facts';
export { EVENT_VARIABLE, parseCiEvent, type CiEvent } from './runner/ci-event';
export {
  detectTrust,
  TRUST_VARIABLE,
  TRUST_WISHES,
  type Trust,
  type TrustLevel,
} from './runner/detect-trust';
export { SIGNALS, type Signal } from './runner/signals';
export { PLACEHOLDERS, type Placeholder, type TemplateFacts } from './tags/placeholders';
export { renderTemplate } from './tags/render-template';
export { toRepository } from './tags/slug';
export { checkTagsUnique, imageTags, type TagRequest } from './tags/image-tags';
export { gitLabels, type LabelFacts } from './tags/git-labels';
export { findNearest } from './dockerfile/nearest';
export { parseDockerfile, type ParseOptions } from './dockerfile/parse-dockerfile';
export { baseImages, buildStageGraph, reachableStages } from './dockerfile/stage-graph';
