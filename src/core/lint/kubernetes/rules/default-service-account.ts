import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { beside } from '../pod';
import { inPod } from '../examples';
import { isFalse } from '../yaml11';

/** Pod under the default account. */
export const defaultServiceAccount: Rule<KubernetesFile> = {
  code: 'default-service-account',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Pod under the default account', zh: 'Pod 使用默认账号' },
  message: {
    en: 'This Pod runs as the account that all Pods without one share.',
    zh: '该 Pod 使用所有未指定账号的 Pod 共用的账号。',
  },
  why: {
    en: 'A right that is given to `default` for one program is given to all. An account of its own keeps them apart.',
    zh: '为某个程序给 `default` 授权，就等于给所有 Pod 授权。单独的账号才能区分开。',
  },
  lesson: 'kubernetes-operations/rbac',
  *check(file) {
    for (const pod of file.pods) {
      const account = scalarOf(pod.spec.get('serviceAccountName'));
      const isMounted = !isFalse(scalarOf(pod.spec.get('automountServiceAccountToken')));
      if (isMounted && (account === undefined || account.text === 'default'))
        yield { ...beside(account?.span ?? pod.node.span) };
    }
  },
  examples: {
    bad: [{ text: inPod('serviceAccountName: «default»') }],
    good: [inPod('serviceAccountName: web')],
  },
};
