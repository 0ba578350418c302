export { createNodes, createNodesV2 } from './plugin';
export {
  CACHE_VARIABLE,
  dockerfileOptions,
  imageOptions,
  planOptions,
  pluginOptions,
  type ImageOptions,
  type PlanOptions,
  type PluginOptions,
  type RawImageOptions,
} from './options';
