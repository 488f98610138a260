import type { Room } from '../rule';
import { ignoreAbove, ownPragmas } from '../yaml/ignore';
import { parseHeat, type HeatFile } from './file';
import { os030 } from './rules/os030';
import { os031 } from './rules/os031';
import { os032 } from './rules/os032';
import { os034 } from './rules/os034';
import { os035 } from './rules/os035';
import { os038 } from './rules/os038';
import { os050 } from './rules/os050';

/** Heat templates: every rule, sorted by code. */
export const heat: Room<HeatFile> = {
  id: 'heat',
  fence: 'yaml',
  rules: [os030, os031, os032, os034, os035, os038, os050],
  parse: parseHeat,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
};
