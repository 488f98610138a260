import type { Room } from '../rule';
import { ignoreAbove, ownPragmas } from '../line-based/ignore';
import { parseNginx, type NginxFile } from './file';
import { sh070 } from './rules/sh070';
import { sh071 } from './rules/sh071';

/** Configuration of nginx: every rule, sorted by code. */
export const nginx: Room<NginxFile> = {
  id: 'nginx',
  fence: 'nginx',
  rules: [sh070, sh071],
  parse: parseNginx,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
};
