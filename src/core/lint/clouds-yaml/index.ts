import type { Room } from '../rule';
import { ignoreAbove, ownPragmas } from '../yaml/ignore';
import { parseClouds, type CloudsFile } from './file';
import { looksAt } from './looks-at';
import { os001 } from './rules/os001';
import { os002 } from './rules/os002';
import { os003 } from './rules/os003';
import { os004 } from './rules/os004';
import { os007 } from './rules/os007';
import { os009 } from './rules/os009';
import { os011 } from './rules/os011';

/** clouds.yaml and secure.yaml: every rule, sorted by code. */
export const cloudsYaml: Room<CloudsFile> = {
  id: 'clouds-yaml',
  fence: 'yaml',
  rules: [os001, os002, os003, os004, os007, os009, os011],
  parse: parseClouds,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
  looksAt,
};
