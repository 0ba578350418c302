import { StageBuildError } from '../errors';

/** A platform taken apart; no variant is `''`. */
export interface Platform {
  readonly os: string;
  readonly arch: string;
  readonly variant: string;
}

const PART = /^[A-Za-z0-9_.-]+$/;
const SYSTEMS = new Set(
  'aix android darwin dragonfly freebsd illumos ios js linux macos netbsd openbsd plan9 solaris wasip1 windows'.split(
    ' ',
  ),
);
const ARCHITECTURES = new Set(
  '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm'.split(
    ' ',
  ),
);
const ARCH_ALIASES: ReadonlyMap<string, string> = new Map([
  ['i386', '386'],
  ['x86_64', 'amd64'],
  ['x86-64', 'amd64'],
  ['aarch64', 'arm64'],
  ['armhf', 'arm/v7'],
  ['armel', 'arm/v6'],
]);

/**
 * Reads `os/arch[/variant]`, `os` or `arch` and brings it into containerd's normal form (github.com/containerd/platforms):
 * `linux/arm64/v8` is `linux/arm64`, `linux/arm` is `linux/arm/v7`. `local` fills in what is left out.
 * @throws StageBuildError PLATFORM_INVALID
 */
export function parsePlatform(text: string, local?: Platform): Platform {
  const parts = text.split('/');
  const [first = '', second, third = ''] = parts;
  if (parts.length > 3 || parts.some((part) => !PART.test(part))) throw invalid(text);
  if (second !== undefined) return normalize(first, second, third);
  const name = first.toLowerCase();
  if (SYSTEMS.has(name)) return normalize(name, local?.arch ?? 'amd64', local?.variant ?? '');
  const [arch = name, variant = ''] = (ARCH_ALIASES.get(name) ?? name).split('/');
  if (!ARCHITECTURES.has(arch)) throw invalid(text);
  return normalize(local?.os ?? 'linux', arch, variant);
}

export function formatPlatform({ os, arch, variant }: Platform): string {
  return variant === '' ? `${os}/${arch}` : `${os}/${arch}/${variant}`;
}

function normalize(system: string, architecture: string, version: string): Platform {
  const os = system.toLowerCase() === 'macos' ? 'darwin' : system.toLowerCase();
  const name = architecture.toLowerCase();
  const [arch = name, implied] = (ARCH_ALIASES.get(name) ?? name).split('/');
  return { os, arch, variant: normalizeVariant(arch, implied ?? version.toLowerCase()) };
}

function normalizeVariant(arch: string, variant: string): string {
  if (arch === 'amd64') return variant === 'v1' ? '' : variant;
  if (arch === 'arm64') return /^(v?8(\.0)?)$/.test(variant) ? '' : variant;
  if (arch !== 'arm') return variant;
  if (variant === '') return 'v7';
  return /^[5678]$/.test(variant) ? `v${variant}` : variant;
}

function invalid(text: string): StageBuildError {
  return new StageBuildError('PLATFORM_INVALID', `"${text}" is not a platform`, {
    hint: 'Write `os/arch` or `os/arch/variant`, such as `linux/amd64` or `linux/arm/v7`.',
  });
}
