import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { beside } from '../pod';
import { object } from '../examples';

/** Ingress without a class. */
export const k8s053: Rule<KubernetesFile> = {
  code: 'K8S053',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Ingress without a class', zh: '没有指定类的 Ingress' },
  message: {
    en: 'No ingressClassName: without a default class no controller serves this Ingress.',
    zh: '没有 ingressClassName：集群没有默认类时，不会有控制器处理它。',
  },
  why: {
    en: 'An Ingress is only a wish; a controller of its class fulfils it. Clusters may have a default class, many have none, and then the Ingress gets no address and no error.',
    zh: 'Ingress 只是一份声明，要由对应类的控制器来实现。集群可以设默认类，但很多没有；这时 Ingress 既没有地址，也没有报错。',
  },
  lesson: 'kubernetes-workloads/ingress-gateway',
  *check(file) {
    for (const { map, span, object } of file.walk.all('V1IngressSpec')) {
      if (
        map.all.has('ingressClassName') ||
        object.annotations?.all.has('kubernetes.io/ingress.class') === true ||
        file.isPartial
      )
        continue;
      yield beside(span);
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'networking.k8s.io/v1',
          'Ingress',
          '«spec»:\n  defaultBackend: { service: { name: web, port: { number: 80 } } }',
        ),
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
