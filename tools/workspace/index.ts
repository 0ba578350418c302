export {
  makeWorkspace,
  openWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from './make-workspace';
