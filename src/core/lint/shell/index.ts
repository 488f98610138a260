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
import { sh009 } from './rules/sh009';
import { sh010 } from './rules/sh010';
import { sh011 } from './rules/sh011';
import { sh012 } from './rules/sh012';
import { sh013 } from './rules/sh013';
import { sh014 } from './rules/sh014';
import { sh015 } from './rules/sh015';
import { sh016 } from './rules/sh016';
import { sh017 } from './rules/sh017';
import { sh018 } from './rules/sh018';
import { sh019 } from './rules/sh019';
import { sh022 } from './rules/sh022';
import { sh023 } from './rules/sh023';
import { sh024 } from './rules/sh024';
import { sh025 } from './rules/sh025';
import { sh026 } from './rules/sh026';
import { sh027 } from './rules/sh027';
import { sh030 } from './rules/sh030';
import { sh031 } from './rules/sh031';
import { sh035 } from './rules/sh035';
import { sh039 } from './rules/sh039';

/** Shell scripts: every rule, sorted by code. */
export const shell: Room<ShellFile> = {
  id: 'shell',
  fence: 'bash',
  rules: [
    sh001,
    sh002,
    sh003,
    sh004,
    sh005,
    sh006,
    sh007,
    sh008,
    sh009,
    sh010,
    sh011,
    sh012,
    sh013,
    sh014,
    sh015,
    sh016,
    sh017,
    sh018,
    sh019,
    sh022,
    sh023,
    sh024,
    sh025,
    sh026,
    sh027,
    sh030,
    sh031,
    sh035,
    sh039,
  ],
  parse: parseShell,
  pragmas: ownPragmas,
  ignoreHere: ignoreAbove,
};
