export { OPTION_ALIASES, resolveAliases } from './aliases';
export { CACHE_VARIABLE, readCacheVariable } from './cache-variable';
export { ciOptions, SYSTEMS, type CiOptions } from './ci-options';
export { configurationOptions, type ConfigurationOptions } from './configuration-options';
export { dockerfileOptions } from './dockerfile-options';
export { imageOptions } from './image-options';
export { initOptions, type InitOptions } from './init-options';
export {
  parseDockerfileOptions,
  parseGeneratorOptions,
  parseImageOptions,
  parsePlanOptions,
  parsePluginOptions,
  parseRepositoriesOptions,
  type DockerfileOptions,
  type ImageOptions,
  type Owner,
  type PlanOptions,
  type PluginOptions,
  type RawImageOptions,
  type RepositoriesOptions,
} from './parse-options';
export { planOptions } from './plan-options';
export { pluginOptions } from './plugin-options';
export { toLoginWish } from './to-login-wish';
export { repositoriesOptions } from './repositories-options';
export { renderImageOptions } from './render-options';
