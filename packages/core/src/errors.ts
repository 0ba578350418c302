/** Every code a {@link StageBuildError} can carry. Codes are stable; docs/reference/errors.md explains each. */
export type ErrorCode =
  | 'DOCKERFILE_NOT_FOUND'
  | 'DOCKERFILE_INVALID'
  | 'FILE_EXISTS'
  | 'DOCKERFILE_EXISTS'
  | 'DOCKERFILE_OUTDATED'
  | 'PRESET_UNKNOWN'
  | 'PRESET_UNFIT'
  | 'PRESET_INVALID'
  | 'PROJECT_FOLDER_UNFIT'
  | 'PROJECT_IS_LIBRARY'
  | 'STAGE_UNKNOWN'
  | 'PROJECT_UNKNOWN'
  | 'STAGE_CYCLE'
  | 'ARG_WITHOUT_VALUE'
  | 'CONTEXT_NOT_FOUND'
  | 'CONTEXT_OUTSIDE_WORKSPACE'
  | 'COPY_SOURCE_MISSING'
  | 'PATTERN_INVALID'
  | 'CONTEXT_SCOPE'
  | 'LOCKFILE_MISSING'
  | 'LOCKFILE_STALE'
  | 'LOCKFILE_UNSUPPORTED'
  | 'IMAGE_NAME_INVALID'
  | 'TAG_INVALID'
  | 'TAG_TEMPLATE_INVALID'
  | 'TAG_TWICE'
  | 'PLATFORM_INVALID'
  | 'OPTION_INVALID'
  | 'NX_CACHE_ON'
  | 'SECRET_SOURCE_MISSING'
  | 'ENGINE_MISSING'
  | 'ENGINE_UNREACHABLE'
  | 'ENGINE_TOO_OLD'
  | 'ENGINE_PERMISSION'
  | 'ENGINE_CANNOT_CACHE'
  | 'ENGINE_CANNOT_OUTPUT'
  | 'BUILDX_MISSING'
  | 'BUILDX_TOO_OLD'
  | 'BUILD_FAILED'
  | 'BUILD_CANCELLED'
  | 'LOGIN_MISSING'
  | 'LOGIN_UNSUPPORTED'
  | 'REGISTRY_UNREACHABLE'
  | 'REGISTRY_DENIED'
  | 'REGISTRY_LOGIN_EXPIRED'
  | 'REGISTRY_NOT_FOUND'
  | 'REGISTRY_TAG_IMMUTABLE'
  | 'REGISTRY_THROTTLED'
  | 'REGISTRY_QUOTA'
  | 'REGISTRY_CERTIFICATE'
  | 'REGISTRY_PROTOCOL'
  | 'REGISTRY_UNSUPPORTED'
  | 'REGISTRY_ERROR'
  | 'ECR_HOST_INVALID'
  | 'AWS_ACCOUNT_INVALID'
  | 'AWS_REGION_INVALID'
  | 'AWS_PROFILE_UNKNOWN'
  | 'AWS_CREDENTIALS_MISSING'
  | 'AWS_CREDENTIALS_EXPIRED'
  | 'AWS_CREDENTIALS_REFUSED'
  | 'AWS_SSO_EXPIRED'
  | 'AWS_CLOCK_WRONG'
  | 'AWS_DENIED'
  | 'AWS_THROTTLED'
  | 'AWS_QUOTA_REACHED'
  | 'AWS_UNREACHABLE'
  | 'AWS_ERROR'
  | 'REPOSITORY_DRIFT'
  | 'PLATFORM_MISSING'
  | 'PLATFORM_TWICE'
  | 'CACHE_LOCKED'
  | 'CACHE_EXPORT_FAILED'
  | 'GIT_FAILED'
  | 'BASE_NOT_FOUND';

export interface ErrorDetails {
  /** The way out, as a sentence to follow. */
  readonly hint?: string;
  readonly project?: string;
  readonly stage?: string;
  readonly cause?: unknown;
  /** Whether the same call may succeed when it is made again. */
  readonly retryable?: boolean;
}

/** An error that a user can act on: what went wrong, where, and the way out. */
export class StageBuildError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly project: string | undefined;
  readonly stage: string | undefined;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'StageBuildError';
    this.code = code;
    this.hint = details.hint;
    this.project = details.project;
    this.stage = details.stage;
    this.retryable = details.retryable ?? false;
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
