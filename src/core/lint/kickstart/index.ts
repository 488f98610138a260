import type { Room } from '../rule';
import { ignoreAbove, ownPragmas } from '../line-based/ignore';
import { parseKickstart, type KickstartFile } from './file';
import { sh080 } from './rules/sh080';
import { sh081 } from './rules/sh081';
import { sh082 } from './rules/sh082';
import { sh083 } from './rules/sh083';

/** Kickstart files: every rule, sorted by code. */
export const kickstart: Room<KickstartFile> = {
  id: 'kickstart',
  fence: 'text',
  rules: [sh080, sh081, sh082, sh083],
  parse: parseKickstart,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
};
