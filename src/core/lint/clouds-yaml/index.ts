import type { Room } from '../rule';
import { ignoreAbove, ownPragmas } from '../yaml/ignore';
import { parseClouds, type CloudsFile } from './file';
import { looksAt } from './looks-at';
import { os001 } from './rules/os001';
import { os002 } from './rules/os002';
import { os003 } from './rules/os003';
import { os004 } from './rules/os004';
import { os005 } from './rules/os005';
import { os006 } from './rules/os006';
import { os007 } from './rules/os007';
import { os009 } from './rules/os009';
import { os011 } from './rules/os011';
import { os012 } from './rules/os012';
import { os013 } from './rules/os013';
import { os014 } from './rules/os014';
import { os015 } from './rules/os015';
import { os020 } from './rules/os020';

/** clouds.yaml and secure.yaml: every rule, sorted by code. */
export const cloudsYaml: Room<CloudsFile> = {
  id: 'clouds-yaml',
  fence: 'yaml',
  rules: [os001, os002, os003, os004, os005, os006, os007, os009, os011, os012, os013, os014, os015, os020],
  parse: parseClouds,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
  looksAt,
};
