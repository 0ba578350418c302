export { createNodes, createNodesV2 } from './plugin';
export {
  CACHE_VARIABLE,
  imageOptions,
  planOptions,
  pluginOptions,
  type ImageOptions,
  type PlanOptions,
  type PluginOptions,
  type RawImageOptions,
} from './options';
