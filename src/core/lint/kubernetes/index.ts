import type { Room } from '../rule';
import { ignoreAbove } from '../yaml/ignore';
import { parseKubernetes, type KubernetesFile } from './file';
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
  pragmas,
  looksAt: looksOf,
  facts: factsIn,
  ignoreHere: (file, place, code) => (file.isJson ? undefined : ignoreAbove(file, place, code)),
};
