export {
  bringUp,
  readRegistryLog,
  startEngine,
  startRegistry,
} from '@docker-stage-build/tools/engine';
export { readBuilds } from '@docker-stage-build/tools/records';
export { makeWorkspace, type Workspace } from '@docker-stage-build/tools/workspace';
export { describeWith } from './describe-with';
