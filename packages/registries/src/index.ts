export type { CacheStore } from './cache-store';
export type { CallOptions } from './call-options';
export type { Manifest, RegistryClient, RegistryClientOptions } from './client/model';
export type { Credentials, CredentialSource } from './credentials/model';
export type { LocalStore, LocalStoreOptions, PruneLimits, PruneResult } from './layout/model';
export { registryClient } from './client/registry-client';
export { readCredentials, type ReadCredentialsOptions } from './credentials/read-credentials';
export { localStore } from './layout/local-store';
export { registryStore, type RegistryStoreOptions } from './stores/registry-store';
