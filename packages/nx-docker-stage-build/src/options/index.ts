export { CACHE_VARIABLE, readCacheVariable } from './cache-variable';
export { dockerfileOptions } from './dockerfile-options';
export { imageOptions } from './image-options';
export {
  parseDockerfileOptions,
  parseImageOptions,
  parsePlanOptions,
  parsePluginOptions,
  type DockerfileOptions,
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
