/** Files by which package managers and build tools know the members of a workspace. */
const MANIFEST =
  /(?:^|\/)(?:package\.json|Cargo\.toml|go\.mod|pyproject\.toml|pom\.xml|build\.gradle(?:\.kts)?|[^/]*\.(?:cs|fs|vb)proj)$/;

/** Whether a file says what a package is and needs: tools that install a workspace want those of all its members. */
export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}
