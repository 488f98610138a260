import type { Room } from '../rule';
import { ignoreAbove } from '../yaml/ignore';
import { parseCompose, type ComposeFile } from './file';
import { pragmas } from './pragmas';
import { looksAt } from './surroundings';
import { dc001 } from './rules/dc001';
import { dc002 } from './rules/dc002';
import { dc003 } from './rules/dc003';
import { dc004 } from './rules/dc004';
import { dc005 } from './rules/dc005';
import { dc006 } from './rules/dc006';
import { dc007 } from './rules/dc007';
import { dc009 } from './rules/dc009';
import { dc010 } from './rules/dc010';
import { dc011 } from './rules/dc011';
import { dc012 } from './rules/dc012';
import { dc013 } from './rules/dc013';
import { dc014 } from './rules/dc014';
import { dc015 } from './rules/dc015';
import { dc016 } from './rules/dc016';
import { dc017 } from './rules/dc017';
import { dc018 } from './rules/dc018';
import { dc019 } from './rules/dc019';
import { dc020 } from './rules/dc020';
import { dc021 } from './rules/dc021';
import { dc022 } from './rules/dc022';
import { dc023 } from './rules/dc023';
import { dc024 } from './rules/dc024';
import { dc025 } from './rules/dc025';
import { dc026 } from './rules/dc026';
import { dc027 } from './rules/dc027';
import { dc028 } from './rules/dc028';
import { dc029 } from './rules/dc029';
import { dc030 } from './rules/dc030';
import { dc031 } from './rules/dc031';
import { dc032 } from './rules/dc032';
import { dc033 } from './rules/dc033';
import { dc034 } from './rules/dc034';
import { dc035 } from './rules/dc035';
import { dc036 } from './rules/dc036';
import { dc037 } from './rules/dc037';
import { dc038 } from './rules/dc038';
import { dc039 } from './rules/dc039';
import { dc040 } from './rules/dc040';
import { dc041 } from './rules/dc041';
import { dc042 } from './rules/dc042';
import { dc043 } from './rules/dc043';
import { dc044 } from './rules/dc044';
import { dc045 } from './rules/dc045';
import { dc046 } from './rules/dc046';
import { dc047 } from './rules/dc047';
import { dc048 } from './rules/dc048';
import { dc049 } from './rules/dc049';
import { dc050 } from './rules/dc050';
import { dc051 } from './rules/dc051';
import { dc052 } from './rules/dc052';
import { dc053 } from './rules/dc053';
import { dc054 } from './rules/dc054';
import { dc055 } from './rules/dc055';
import { dc056 } from './rules/dc056';
import { dc057 } from './rules/dc057';
import { dc058 } from './rules/dc058';
import { dc059 } from './rules/dc059';
import { dc060 } from './rules/dc060';
import { dc061 } from './rules/dc061';
import { dc062 } from './rules/dc062';
import { dc064 } from './rules/dc064';
import { dc065 } from './rules/dc065';
import { dc066 } from './rules/dc066';

/** Compose files: every rule, sorted by code. */
export const compose: Room<ComposeFile> = {
  id: 'compose',
  fence: 'yaml',
  rules: [
    dc001,
    dc002,
    dc003,
    dc004,
    dc005,
    dc006,
    dc007,
    dc009,
    dc010,
    dc011,
    dc012,
    dc013,
    dc014,
    dc015,
    dc016,
    dc017,
    dc018,
    dc019,
    dc020,
    dc021,
    dc022,
    dc023,
    dc024,
    dc025,
    dc026,
    dc027,
    dc028,
    dc029,
    dc030,
    dc031,
    dc032,
    dc033,
    dc034,
    dc035,
    dc036,
    dc037,
    dc038,
    dc039,
    dc040,
    dc041,
    dc042,
    dc043,
    dc044,
    dc045,
    dc046,
    dc047,
    dc048,
    dc049,
    dc050,
    dc051,
    dc052,
    dc053,
    dc054,
    dc055,
    dc056,
    dc057,
    dc058,
    dc059,
    dc060,
    dc061,
    dc062,
    dc064,
    dc065,
    dc066,
  ],
  parse: parseCompose,
  pragmas,
  looksAt,
  ignoreHere: ignoreAbove,
};
