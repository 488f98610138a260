import type { Fix, Rule } from '../../rule';
import { scalarOf, type Mapping, type Entry } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import { remove, insertAbove } from '../fixes';
import { object } from '../examples';

/** Class of an Ingress in an annotation. */
export const k8s052: Rule<KubernetesFile> = {
  code: 'K8S052',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Class of an Ingress in an annotation', zh: '用注解指定 Ingress 类' },
  message: {
    en: 'The annotation for the class is deprecated: write spec.ingressClassName.',
    zh: '用注解指定类的做法已弃用，请改用 spec.ingressClassName。',
  },
  why: {
    en: 'Since 1.18 the class is a field. Controllers may ignore the annotation, and an Ingress with both is refused when it is created.',
    zh: '从 1.18 起，类是一个字段。控制器可能不再理会注解；同时写了两者的 Ingress 在创建时会被拒绝。',
  },
  lesson: 'kubernetes-workloads/ingress-gateway',
  *check(file) {
    for (const object of file.objects) {
      const { annotations, spec } = object;
      const entry = entryOf(annotations, 'kubernetes.io/ingress.class');
      if (!object.is('Ingress') || entry === undefined || annotations === undefined) continue;
      yield { span: entry.key.span, fix: spec && moved(file, annotations, entry, spec) };
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: site\n  annotations:\n    «kubernetes.io/ingress.class»: traefik\n    note: blog\nspec:\n  defaultBackend: { service: { name: web, port: { number: 80 } } }\n',
        fixed:
          'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: site\n  annotations:\n    note: blog\nspec:\n  ingressClassName: traefik\n  defaultBackend: { service: { name: web, port: { number: 80 } } }\n',
      },
    ],
    good: [
      object(
        'networking.k8s.io/v1',
        'Ingress',
        'spec:\n  ingressClassName: traefik\n  defaultBackend: { service: { name: web, port: { number: 80 } } }',
      ),
    ],
  },
};

function moved(file: KubernetesFile, annotations: Mapping, entry: Entry, spec: Mapping): Fix | undefined {
  const gone = remove(file, annotations, entry, false);
  const name = scalarOf(entry.value);
  const [first] = spec.own;
  if (gone === undefined || name === undefined || first === undefined) return undefined;
  const edit = spec.all.has('ingressClassName')
    ? undefined
    : insertAbove(file, first, [`ingressClassName: ${name.text}`]);
  const title = { en: 'Make it spec.ingressClassName', zh: '改成 spec.ingressClassName' };
  return { title, edits: [...gone.edits, ...(edit === undefined ? [] : [edit])], safe: edit !== undefined };
}
