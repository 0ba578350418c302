export { parseRunSteps, type RunStep } from './parse-run-steps';
export { readBuilds, type BuildRecord } from './read-builds';
