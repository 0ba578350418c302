/** The plan of a run as a table. Git ignores it, so that it makes no clean tree dirty. */
export const PLAN_FILE = 'image-plan.txt';

/** Folder for the package manager's downloads, where a CI system keeps only what lies in the workspace. Git ignores it too. */
export const DOWNLOADS = '.package-cache';
