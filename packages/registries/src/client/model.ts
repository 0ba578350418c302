import type { ImageRef } from '@docker-stage-build/core';
import type { CallOptions } from '../call-options';
import type { CredentialSource } from '../credentials/model';
import type { RegistryProfile } from '../registries/model';

export interface RegistryClientOptions {
  /** Where logins come from; without it every request is anonymous. */
  readonly credentials?: CredentialSource;
  /** Hosts (with their port) that are spoken to over plain http. Loopback always is. */
  readonly insecure?: readonly string[];
  /** For a registry, URLs that are asked before it when reading: `{ 'docker.io': ['http://mirror'] }`. */
  readonly mirrors?: Readonly<Record<string, readonly string[]>>;
  /**
   * Time for one attempt, in milliseconds (10,000); the pauses between attempts and the time for a whole call, three times as long,
   * follow from it.
   */
  readonly timeout?: number;
  /** How often a failed request is made again. */
  readonly retries?: number;
  /** What is known of a registry: its limits are kept to. Default: by its host. */
  readonly profileOf?: (registry: string) => Pick<RegistryProfile, 'limits'>;
}

export interface ReadCall extends CallOptions {
  /** How often a failed request is made again, if other than the client does. */
  readonly retries?: number;
  /** Asks the registry itself, whatever mirrors it has: for what was pushed a moment ago. */
  readonly upstream?: boolean;
}

export interface Manifest {
  readonly digest: string;
  readonly mediaType: string;
  /** Exactly the bytes that the digest stands for. */
  readonly bytes: Uint8Array;
}

/**
 * The part of the OCI Distribution specification that deals in manifests. A reference without tag and digest means `latest`.
 * Every method rejects with a StageBuildError: REGISTRY_UNREACHABLE, REGISTRY_CERTIFICATE or REGISTRY_PROTOCOL where no answer came,
 * another REGISTRY_… where the registry refuses.
 */
export interface RegistryClient {
  /** Digest of the manifest that a reference leads to, `null` where there is none. */
  resolve(ref: ImageRef, options?: ReadCall): Promise<string | null>;
  exists(ref: ImageRef, options?: ReadCall): Promise<boolean>;
  /** The manifest, checked against its digest; `null` where there is none. */
  getManifest(ref: ImageRef, options?: ReadCall): Promise<Manifest | null>;
  /** A small blob of the reference's repository, such as an image's configuration; checked. `null` where there is none. */
  getBlob(ref: ImageRef, digest: string, options?: ReadCall): Promise<Uint8Array | null>;
  /** Writes a manifest under the reference's tag (or its digest), never through a mirror. */
  putManifest(ref: ImageRef, manifest: Manifest, options?: CallOptions): Promise<void>;
  /**
   * Deletes a tag, or a manifest where the reference has a digest, never through a mirror. A registry that deletes manifests only
   * refuses a tag (REGISTRY_UNSUPPORTED): to delete its manifest would take other tags along.
   * @returns whether it was there
   */
  deleteManifest(ref: ImageRef, options?: CallOptions): Promise<boolean>;
  /** Rejects where a push to the reference's repository would be refused. Nothing is left behind. */
  checkPush(ref: ImageRef, options?: CallOptions): Promise<void>;
}
