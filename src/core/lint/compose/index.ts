import type { Room } from '../rule';
import { ignoreAbove } from '../yaml/ignore';
import { parseCompose, type ComposeFile } from './file';
import { pragmas } from './pragmas';
import { dc002 } from './rules/dc002';
import { dc009 } from './rules/dc009';
import { dc010 } from './rules/dc010';
import { dc011 } from './rules/dc011';
import { dc012 } from './rules/dc012';
import { dc015 } from './rules/dc015';
import { dc016 } from './rules/dc016';
import { dc017 } from './rules/dc017';
import { dc019 } from './rules/dc019';
import { dc021 } from './rules/dc021';
import { dc022 } from './rules/dc022';
import { dc033 } from './rules/dc033';
import { dc034 } from './rules/dc034';
import { dc036 } from './rules/dc036';
import { dc037 } from './rules/dc037';
import { dc038 } from './rules/dc038';
import { dc039 } from './rules/dc039';
import { dc064 } from './rules/dc064';

/** Compose files: every rule, sorted by code. */
export const compose: Room<ComposeFile> = {
  id: 'compose',
  fence: 'yaml',
  rules: [
    dc002,
    dc009,
    dc010,
    dc011,
    dc012,
    dc015,
    dc016,
    dc017,
    dc019,
    dc021,
    dc022,
    dc033,
    dc034,
    dc036,
    dc037,
    dc038,
    dc039,
    dc064,
  ],
  parse: parseCompose,
  pragmas,
  ignoreHere: ignoreAbove,
};
