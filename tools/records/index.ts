export { isRun, parseSteps, type RunStep, type Span, type Step } from './parse-steps';
export { readBuilds, type BuildRecord } from './read-builds';
