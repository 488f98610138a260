import type { Room } from '../rule';
import { ignoreAbove, ownPragmas } from '../line-based/ignore';
import { parseShell, type ShellFile } from './file';
import { sh001 } from './rules/sh001';
import { sh002 } from './rules/sh002';
import { sh003 } from './rules/sh003';
import { sh004 } from './rules/sh004';
import { sh005 } from './rules/sh005';
import { sh006 } from './rules/sh006';
import { sh007 } from './rules/sh007';
import { sh008 } from './rules/sh008';
import { sh012 } from './rules/sh012';
import { sh013 } from './rules/sh013';
import { sh030 } from './rules/sh030';

/** Shell scripts: every rule, sorted by code. */
export const shell: Room<ShellFile> = {
  id: 'shell',
  fence: 'bash',
  rules: [sh001, sh002, sh003, sh004, sh005, sh006, sh007, sh008, sh012, sh013, sh030],
  parse: parseShell,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
};
