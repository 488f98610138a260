import type { Room } from '../rule';
import { ignoreAbove, ownPragmas } from '../yaml/ignore';
import { parseHeat, type HeatFile } from './file';
import { os030 } from './rules/os030';
import { os031 } from './rules/os031';
import { os032 } from './rules/os032';
import { os033 } from './rules/os033';
import { os034 } from './rules/os034';
import { os035 } from './rules/os035';
import { os036 } from './rules/os036';
import { os037 } from './rules/os037';
import { os038 } from './rules/os038';
import { os039 } from './rules/os039';
import { os040 } from './rules/os040';
import { os041 } from './rules/os041';
import { os042 } from './rules/os042';
import { os043 } from './rules/os043';
import { os045 } from './rules/os045';
import { os047 } from './rules/os047';
import { os050 } from './rules/os050';

/** Heat templates: every rule, sorted by code. */
export const heat: Room<HeatFile> = {
  id: 'heat',
  fence: 'yaml',
  rules: [
    os030,
    os031,
    os032,
    os033,
    os034,
    os035,
    os036,
    os037,
    os038,
    os039,
    os040,
    os041,
    os042,
    os043,
    os045,
    os047,
    os050,
  ],
  parse: parseHeat,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
};
