import type { Rule } from '../rule';
import type { KubernetesFile } from './file';
import { k8s050 } from './rules/k8s050';
import { k8s051 } from './rules/k8s051';
import { k8s052 } from './rules/k8s052';
import { k8s053 } from './rules/k8s053';
import { k8s054 } from './rules/k8s054';
import { k8s055 } from './rules/k8s055';
import { k8s056 } from './rules/k8s056';
import { k8s057 } from './rules/k8s057';
import { k8s058 } from './rules/k8s058';
import { k8s059 } from './rules/k8s059';
import { k8s060 } from './rules/k8s060';
import { k8s061 } from './rules/k8s061';
import { k8s062 } from './rules/k8s062';
import { k8s063 } from './rules/k8s063';
import { k8s064 } from './rules/k8s064';
import { k8s065 } from './rules/k8s065';
import { k8s066 } from './rules/k8s066';
import { k8s067 } from './rules/k8s067';
import { k8s068 } from './rules/k8s068';
import { k8s069 } from './rules/k8s069';
import { k8s070 } from './rules/k8s070';
import { k8s071 } from './rules/k8s071';
import { k8s072 } from './rules/k8s072';
import { k8s073 } from './rules/k8s073';
import { k8s074 } from './rules/k8s074';
import { k8s075 } from './rules/k8s075';
import { k8s076 } from './rules/k8s076';
import { k8s077 } from './rules/k8s077';
import { k8s079 } from './rules/k8s079';
import { k8s080 } from './rules/k8s080';
import { k8s081 } from './rules/k8s081';
import { k8s082 } from './rules/k8s082';
import { k8s084 } from './rules/k8s084';
import { k8s086 } from './rules/k8s086';
import { k8s100 } from './rules/k8s100';
import { k8s101 } from './rules/k8s101';
import { k8s102 } from './rules/k8s102';
import { k8s103 } from './rules/k8s103';
import { k8s104 } from './rules/k8s104';
import { k8s105 } from './rules/k8s105';
import { k8s106 } from './rules/k8s106';
import { k8s107 } from './rules/k8s107';
import { k8s108 } from './rules/k8s108';
import { k8s109 } from './rules/k8s109';
import { k8s110 } from './rules/k8s110';
import { k8s111 } from './rules/k8s111';
import { k8s116 } from './rules/k8s116';
import { k8s117 } from './rules/k8s117';
import { k8s118 } from './rules/k8s118';
import { k8s150 } from './rules/k8s150';
import { k8s155 } from './rules/k8s155';
import { k8s156 } from './rules/k8s156';
import { k8s157 } from './rules/k8s157';
import { k8s159 } from './rules/k8s159';
import { k8s160 } from './rules/k8s160';
import { k8s161 } from './rules/k8s161';
import { k8s162 } from './rules/k8s162';
import { k8s164 } from './rules/k8s164';
import { k8s170 } from './rules/k8s170';
import { k8s171 } from './rules/k8s171';
import { k8s172 } from './rules/k8s172';
import { k8s174 } from './rules/k8s174';
import { k8s175 } from './rules/k8s175';
import { k8s176 } from './rules/k8s176';
import { k8s177 } from './rules/k8s177';
import { k8s178 } from './rules/k8s178';
import { k8s179 } from './rules/k8s179';
import { k8s180 } from './rules/k8s180';
import { k8s181 } from './rules/k8s181';
import { k8s182 } from './rules/k8s182';

/** What the API refuses or does otherwise, within an object and across files. */
export const rulesOfMeaning: readonly Rule<KubernetesFile>[] = [
  k8s050,
  k8s051,
  k8s052,
  k8s053,
  k8s054,
  k8s055,
  k8s056,
  k8s057,
  k8s058,
  k8s059,
  k8s060,
  k8s061,
  k8s062,
  k8s063,
  k8s064,
  k8s065,
  k8s066,
  k8s067,
  k8s068,
  k8s069,
  k8s070,
  k8s071,
  k8s072,
  k8s073,
  k8s074,
  k8s075,
  k8s076,
  k8s077,
  k8s079,
  k8s080,
  k8s081,
  k8s082,
  k8s084,
  k8s086,
  k8s100,
  k8s101,
  k8s102,
  k8s103,
  k8s104,
  k8s105,
  k8s106,
  k8s107,
  k8s108,
  k8s109,
  k8s110,
  k8s111,
  k8s116,
  k8s117,
  k8s118,
  k8s150,
  k8s155,
  k8s156,
  k8s157,
  k8s159,
  k8s160,
  k8s161,
  k8s162,
  k8s164,
  k8s170,
  k8s171,
  k8s172,
  k8s174,
  k8s175,
  k8s176,
  k8s177,
  k8s178,
  k8s179,
  k8s180,
  k8s181,
  k8s182,
];
