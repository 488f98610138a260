import type { Room } from '../rule';
import { ignoreAbove, ownPragmas } from '../line-based/ignore';
import { factsOf } from './facts';
import { parseOslo, type OsloFile } from './file';
import { os080 } from './rules/os080';
import { os081 } from './rules/os081';
import { os082 } from './rules/os082';
import { os086 } from './rules/os086';
import { os089 } from './rules/os089';
import { os090 } from './rules/os090';
import { os091 } from './rules/os091';
import { os098 } from './rules/os098';
import { os099 } from './rules/os099';
import { os100 } from './rules/os100';

/** OpenStack service configuration: every rule, sorted by code. */
export const oslo: Room<OsloFile> = {
  id: 'oslo',
  fence: 'ini',
  rules: [os080, os081, os082, os086, os089, os090, os091, os098, os099, os100],
  parse: parseOslo,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
  facts: factsOf,
};
