import type { Room } from '../rule';
import { ignoreAbove, ownPragmas } from '../line-based/ignore';
import { parseUnit, type UnitFile } from './file';
import { sh060 } from './rules/sh060';
import { sh061 } from './rules/sh061';
import { sh062 } from './rules/sh062';
import { sh063 } from './rules/sh063';
import { sh064 } from './rules/sh064';

/** Units of systemd: every rule, sorted by code. */
export const systemd: Room<UnitFile> = {
  id: 'systemd',
  fence: 'ini',
  rules: [sh060, sh061, sh062, sh063, sh064],
  parse: parseUnit,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
};
