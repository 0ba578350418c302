export { CACHE_VARIABLE, readCacheVariable } from './cache-variable';
export { imageOptions } from './image-options';
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
export { planOptions } from './plan-options';
export { pluginOptions } from './plugin-options';
export { toLoginWish } from './to-login-wish';
export { renderImageOptions } from './render-options';
