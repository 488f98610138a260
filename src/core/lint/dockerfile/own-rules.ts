import type { Rule } from '../rule';
import type { DockerFile } from './file';
import { df001 } from './rules/df001';
import { df002 } from './rules/df002';
import { df003 } from './rules/df003';
import { df004 } from './rules/df004';
import { df005 } from './rules/df005';
import { df006 } from './rules/df006';
import { df007 } from './rules/df007';
import { df008 } from './rules/df008';
import { df009 } from './rules/df009';
import { df010 } from './rules/df010';
import { df011 } from './rules/df011';
import { df012 } from './rules/df012';
import { df013 } from './rules/df013';
import { df014 } from './rules/df014';
import { df015 } from './rules/df015';
import { df016 } from './rules/df016';
import { df017 } from './rules/df017';
import { df018 } from './rules/df018';
import { df019 } from './rules/df019';
import { df020 } from './rules/df020';
import { df021 } from './rules/df021';
import { df030 } from './rules/df030';
import { df031 } from './rules/df031';
import { df032 } from './rules/df032';
import { df033 } from './rules/df033';
import { df034 } from './rules/df034';
import { df035 } from './rules/df035';
import { df040 } from './rules/df040';
import { df041 } from './rules/df041';
import { df042 } from './rules/df042';
import { df043 } from './rules/df043';
import { df044 } from './rules/df044';
import { df045 } from './rules/df045';
import { df046 } from './rules/df046';
import { df047 } from './rules/df047';
import { df048 } from './rules/df048';
import { df049 } from './rules/df049';
import { df050 } from './rules/df050';
import { df051 } from './rules/df051';
import { df052 } from './rules/df052';
import { df053 } from './rules/df053';
import { df054 } from './rules/df054';
import { df055 } from './rules/df055';
import { df056 } from './rules/df056';
import { df057 } from './rules/df057';
import { df058 } from './rules/df058';
import { df059 } from './rules/df059';
import { df060 } from './rules/df060';
import { df061 } from './rules/df061';
import { df062 } from './rules/df062';
import { df063 } from './rules/df063';
import { df064 } from './rules/df064';
import { df065 } from './rules/df065';
import { df066 } from './rules/df066';
import { df067 } from './rules/df067';
import { df068 } from './rules/df068';
import { df069 } from './rules/df069';
import { df070 } from './rules/df070';
import { df071 } from './rules/df071';
import { df072 } from './rules/df072';
import { df073 } from './rules/df073';
import { df074 } from './rules/df074';
import { df075 } from './rules/df075';
import { df076 } from './rules/df076';
import { df077 } from './rules/df077';

/** Our own rules. */
export const ownRules: readonly Rule<DockerFile>[] = [
  df001,
  df002,
  df003,
  df004,
  df005,
  df006,
  df007,
  df008,
  df009,
  df010,
  df011,
  df012,
  df013,
  df014,
  df015,
  df016,
  df017,
  df018,
  df019,
  df020,
  df021,
  df030,
  df031,
  df032,
  df033,
  df034,
  df035,
  df040,
  df041,
  df042,
  df043,
  df044,
  df045,
  df046,
  df047,
  df048,
  df049,
  df050,
  df051,
  df052,
  df053,
  df054,
  df055,
  df056,
  df057,
  df058,
  df059,
  df060,
  df061,
  df062,
  df063,
  df064,
  df065,
  df066,
  df067,
  df068,
  df069,
  df070,
  df071,
  df072,
  df073,
  df074,
  df075,
  df076,
  df077,
];
