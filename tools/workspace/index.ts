export { makeWorkspace, type Workspace, type WorkspaceOptions } from './make-workspace';
