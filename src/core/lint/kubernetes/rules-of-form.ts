import type { Rule } from '../rule';
import type { KubernetesFile } from './file';
import { k8s001 } from './rules/k8s001';
import { k8s002 } from './rules/k8s002';
import { k8s003 } from './rules/k8s003';
import { k8s004 } from './rules/k8s004';
import { k8s005 } from './rules/k8s005';
import { k8s006 } from './rules/k8s006';
import { k8s007 } from './rules/k8s007';
import { k8s008 } from './rules/k8s008';
import { k8s010 } from './rules/k8s010';
import { k8s011 } from './rules/k8s011';
import { k8s012 } from './rules/k8s012';
import { k8s013 } from './rules/k8s013';
import { k8s014 } from './rules/k8s014';
import { k8s015 } from './rules/k8s015';
import { k8s016 } from './rules/k8s016';
import { k8s017 } from './rules/k8s017';
import { k8s018 } from './rules/k8s018';
import { k8s019 } from './rules/k8s019';
import { k8s020 } from './rules/k8s020';
import { k8s021 } from './rules/k8s021';
import { k8s022 } from './rules/k8s022';
import { k8s023 } from './rules/k8s023';
import { k8s024 } from './rules/k8s024';
import { k8s025 } from './rules/k8s025';
import { k8s026 } from './rules/k8s026';
import { k8s027 } from './rules/k8s027';
import { k8s028 } from './rules/k8s028';
import { k8s029 } from './rules/k8s029';
import { k8s030 } from './rules/k8s030';
import { k8s031 } from './rules/k8s031';
import { k8s032 } from './rules/k8s032';
import { k8s040 } from './rules/k8s040';
import { k8s041 } from './rules/k8s041';
import { k8s042 } from './rules/k8s042';
import { k8s043 } from './rules/k8s043';
import { k8s044 } from './rules/k8s044';
import { k8s045 } from './rules/k8s045';
import { k8s046 } from './rules/k8s046';
import { k8s047 } from './rules/k8s047';
import { k8s048 } from './rules/k8s048';
import { k8s049 } from './rules/k8s049';

/** Text, schema and what holds an object together. */
export const rulesOfForm: readonly Rule<KubernetesFile>[] = [
  k8s001,
  k8s002,
  k8s003,
  k8s004,
  k8s005,
  k8s006,
  k8s007,
  k8s008,
  k8s010,
  k8s011,
  k8s012,
  k8s013,
  k8s014,
  k8s015,
  k8s016,
  k8s017,
  k8s018,
  k8s019,
  k8s020,
  k8s021,
  k8s022,
  k8s023,
  k8s024,
  k8s025,
  k8s026,
  k8s027,
  k8s028,
  k8s029,
  k8s030,
  k8s031,
  k8s032,
  k8s040,
  k8s041,
  k8s042,
  k8s043,
  k8s044,
  k8s045,
  k8s046,
  k8s047,
  k8s048,
  k8s049,
];
