export { createNodes, createNodesV2 } from './plugin';
export {
  CACHE_VARIABLE,
  ciOptions,
  configurationOptions,
  dockerfileOptions,
  imageOptions,
  initOptions,
  planOptions,
  pluginOptions,
  type ImageOptions,
  type PlanOptions,
  type PluginOptions,
  type RawImageOptions,
} from './options';
