export type { CacheStore } from './cache-store';
export type { CallOptions } from './call-options';
export type { Manifest, ReadCall, RegistryClient, RegistryClientOptions } from './client/model';
export type { Credentials, CredentialSource } from './credentials/model';
export type { PrivateEcr, PublicEcr } from './ecr/api/model';
export type { AwsAccess, EcrRegistry } from './ecr/model';
export type { LocalStore, LocalStoreOptions, PruneLimits, PruneResult } from './layout/model';
export { findImage, type FindOptions } from './images/find-image';
export { mergeImages, type MergeOptions } from './images/merge/merge-images';
export { hasPlatforms } from './images/platforms';
export { tagImage } from './images/tag-image';
export { Redactor } from './client/redact';
export { registryClient } from './client/registry-client';
export { ecrLoginOf } from './credentials/ecr-login';
export { registryName, type Login, type LoginSource, type LoginWish } from './credentials/login';
export {
  isDockerEnough,
  isDockersOwn,
  openLogins,
  type OpenLoginsOptions,
} from './credentials/open-logins';
export { readCredentials, type ReadCredentialsOptions } from './credentials/read-credentials';
export { openEcr, openPublicEcr } from './ecr/api/open-ecr';
export { AwsError, isAwsException } from './ecr/errors/aws-error';
export { parseEcrHost } from './ecr/hosts/parse-ecr-host';
export {
  ecrCredentials,
  type EcrCredentialsOptions,
  type EcrLogin,
} from './ecr/login/ecr-credentials';
export {
  ensureRepositories,
  type EnsureRequest,
  type RepositoryOutcome,
} from './ecr/repositories/ensure-repositories';
export type { EnsureWish } from './ecr/repositories/ensure-repository';
export type {
  Contents,
  Difference,
  EcrCall,
  EnsuredRepository,
  FoundRepository,
  RepositoryRequest,
  RepositorySettings,
  WantedRepository,
} from './ecr/repositories/model';
export { planRepository } from './ecr/repositories/plan-repository';
export { isImmutable } from './ecr/repositories/tag-mutability';
export { wantRepository } from './ecr/repositories/want-repository';
export { localStore } from './layout/local-store';
export { findProfile } from './registries/find-profile';
export { KNOWN_REGISTRIES, OTHER_REGISTRY } from './registries/known-registries';
export type { Deleting, RegistryLimits, RegistryProfile } from './registries/model';
export { registryStore, type RegistryStoreOptions } from './stores/registry-store';
