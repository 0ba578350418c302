export {
  parseImageOptions,
  parsePlanOptions,
  parsePluginOptions,
  type ImageOptions,
  type Owner,
  type PlanOptions,
  type PluginOptions,
  type RawImageOptions,
} from './parse-options';
export { renderImageOptions } from './render-options';
export { readCacheVariable, CACHE_VARIABLE } from './cache-variable';
