/** Whether a path is a folder or lies in it; everything lies in `''`. */
export function isAtOrBelow(path: string, folder: string): boolean {
  // Asked very often: joins no strings.
  if (folder === '' || path === folder) return true;
  return path[folder.length] === '/' && path.startsWith(folder);
}
