import type { Row } from '../row';
import { CONNECTIONS } from './connections';
import { LOGINS } from './logins';
import { READING } from './reading';
import { WRITING } from './writing';

/** All rows about our own client, in the order in which they are published. */
export const ROWS: readonly Row[] = [...READING, ...WRITING, ...LOGINS, ...CONNECTIONS];
