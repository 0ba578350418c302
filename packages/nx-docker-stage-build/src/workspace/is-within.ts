/** Whether a path of the workspace is a folder or lies in it; everything lies in the root, `.`. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}
