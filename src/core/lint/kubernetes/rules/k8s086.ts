import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { scalarAt } from '../object';
import { object } from '../examples';

/** Settings of the retired ingress-nginx. */
export const k8s086: Rule<KubernetesFile> = {
  code: 'K8S086',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'information' },
  title: { en: 'Settings of the retired ingress-nginx', zh: '已停止维护的 ingress-nginx' },
  message: {
    en: '{what} belongs to ingress-nginx, which gets no fixes since March 2026.',
    zh: '{what} 属于 ingress-nginx，它自 2026 年 3 月起不再修复漏洞。',
  },
  why: {
    en: 'The controller of the Kubernetes project is retired, and other controllers do not know its annotations. The Gateway API, or a maintained controller, takes its place.',
    zh: 'Kubernetes 项目的这个控制器已停止维护，其他控制器不认识它的注解。可改用 Gateway API 或仍在维护的控制器。',
  },
  lesson: 'kubernetes-workloads/ingress-gateway',
  *check(file) {
    for (const object of file.objects) {
      if (!object.is('Ingress', 'IngressClass')) continue;
      const note = [...(object.annotations?.all.values() ?? [])].find(({ key }) =>
        key.text.startsWith('nginx.ingress.kubernetes.io/'),
      );
      const controller = scalarAt(object.spec, 'controller');
      if (note !== undefined) yield { span: note.key.span, args: { what: annotation } };
      else if (controller?.text === 'k8s.io/ingress-nginx')
        yield { span: controller.span, args: { what: brief(controller.text) } };
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: site\n  annotations:\n    «nginx.ingress.kubernetes.io/rewrite-target»: /\nspec:\n  ingressClassName: nginx\n  defaultBackend: { service: { name: web, port: { number: 80 } } }\n',
      },
    ],
    good: [
      object(
        'networking.k8s.io/v1',
        'Ingress',
        'spec:\n  ingressClassName: nginx\n  defaultBackend: { service: { name: web, port: { number: 80 } } }',
      ),
    ],
  },
};

const annotation = { en: 'This annotation', zh: '这个注解' };
