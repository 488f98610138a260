import type { Room } from '../rule';
import { ignoreAbove, ownPragmas } from '../line-based/ignore';
import { parseLocalConf, type LocalConf } from './file';
import { os120 } from './rules/os120';
import { os121 } from './rules/os121';
import { os124 } from './rules/os124';
import { os125 } from './rules/os125';
import { os126 } from './rules/os126';

/** DevStack's local.conf: every rule, sorted by code. */
export const localConf: Room<LocalConf> = {
  id: 'local-conf',
  fence: 'ini',
  rules: [os120, os121, os124, os125, os126],
  parse: parseLocalConf,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
};
