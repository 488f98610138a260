import type { Room } from '../rule';
import { ignoreAbove } from '../yaml/ignore';
import { parseKubernetes, type KubernetesFile } from './file';
import { cutsOf } from '../yaml/cuts';
import { looksOf } from './kustomize';
import { pragmas } from './pragmas';
import { rulesOfForm } from './rules-of-form';
import { rulesOfMeaning } from './rules-of-meaning';
import { rulesOfPractice } from './rules-of-practice';
import { factsIn } from './world';

/** Objects of the Kubernetes API: every rule, sorted by code. */
export const kubernetes: Room<KubernetesFile> = {
  id: 'kubernetes',
  fence: 'yaml',
  rules: [...rulesOfForm, ...rulesOfMeaning, ...rulesOfPractice],
  parse: parseKubernetes,
  cuts: cutsOf,
  isUnsure: ({ documents }) => documents === undefined,
  pragmas,
  looksAt: looksOf,
  facts: factsIn,
  ignoreHere: (file, place, code) => (file.isJson ? undefined : ignoreAbove(file, place, code)),
};
