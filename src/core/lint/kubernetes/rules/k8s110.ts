import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { documents } from '../examples';
import { worldOf, referenceProblem } from '../world';

/** Namespace that is nearly there. */
export const k8s110: Rule<KubernetesFile> = {
  code: 'K8S110',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Namespace that is nearly there', zh: '命名空间的名字写错' },
  message: {
    en: 'There is no Namespace "{name}" here, but "{meant}": the object would be refused.',
    zh: '这里没有名为“{name}”的命名空间，但有“{meant}”：对象会被拒绝。',
  },
  why: {
    en: 'A namespace must be there before anything can be put into it; kubectl does not make one by itself.',
    zh: '命名空间必须先存在，才能往里放对象；kubectl 不会自动创建。',
  },
  lesson: 'kubernetes-operations/namespaces-quotas',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    for (const { metadata, known } of file.objects) {
      const name = scalarOf(metadata?.get('namespace'));
      const problem =
        name && known?.isNamespaced === true && name.text !== 'default'
          ? referenceProblem(world, { kinds: ['Namespace'], name, namespace: undefined })
          : undefined;
      if (problem !== undefined) yield problem;
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: bookshop\n',
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: «bokshop»\n',
        ),
        fixed: documents(
          'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: bookshop\n',
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: bookshop\n',
        ),
      },
    ],
    good: [
      documents(
        'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: bookshop\n',
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: kube-system\n',
      ),
    ],
  },
};
