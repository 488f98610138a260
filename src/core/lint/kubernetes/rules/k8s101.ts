import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { inContainer, documents } from '../examples';
import { placeOf, worldOf } from '../world';
import { environmentOf, referencesIn } from '../references';

/** Reference into another namespace. */
export const k8s101: Rule<KubernetesFile> = {
  code: 'K8S101',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Reference into another namespace', zh: '引用了另一个命名空间的对象' },
  message: {
    en: '{kind} "{name}" is in namespace "{other}": from "{own}" it cannot be used.',
    zh: '{kind}“{name}”在命名空间“{other}”里，从“{own}”无法使用。',
  },
  why: {
    en: 'Pods use the ConfigMaps, Secrets, claims and accounts of their own namespace only. Put a copy into this one, or move the Pod.',
    zh: 'Pod 只能使用自己命名空间里的 ConfigMap、Secret、PVC 和账号。请在本命名空间放一份，或者移动 Pod。',
  },
  lesson: 'kubernetes-operations/namespaces-quotas',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    for (const { kinds, name, namespace } of [...referencesIn(file), ...environmentOf(file)]) {
      if (namespace === undefined) continue;
      const all = world.of(kinds).filter((one) => one.name === name.text);
      const [only] = all;
      if (only?.namespace === undefined || all.length !== 1 || only.namespace === namespace) continue;
      const args = {
        kind: only.kind,
        name: brief(name.text),
        other: brief(only.namespace, 20),
        own: brief(namespace, 20),
      };
      yield { span: name.part(), args, related: [placeOf(only)] };
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: base\n',
          inContainer('envFrom: [{ configMapRef: { name: «settings» } }]').replace(
            'name: web\n',
            'name: web\n  namespace: shop\n',
          ),
        ),
      },
    ],
    good: [
      documents(
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: shop\n',
        inContainer('envFrom: [{ configMapRef: { name: settings } }]').replace(
          'name: web\n',
          'name: web\n  namespace: shop\n',
        ),
      ),
    ],
  },
};
