export { createNodes, createNodesV2 } from './plugin';
export {
  CACHE_VARIABLE,
  ciOptions,
  configurationOptions,
  dockerfileOptions,
  imageOptions,
  initOptions,
  OPTION_ALIASES,
  planOptions,
  pluginOptions,
  repositoriesOptions,
  type ImageOptions,
  type PlanOptions,
  type PluginOptions,
  type RawImageOptions,
  type RepositoriesOptions,
} from './options';
