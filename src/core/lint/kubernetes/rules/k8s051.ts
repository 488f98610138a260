import type { Fix, Rule } from '../../rule';
import { mappingOf, type Mapping } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object } from '../examples';
import { backendEdits, pathType } from '../migrate';

/** Ingress of the old shape. */
export const k8s051: Rule<KubernetesFile> = {
  code: 'K8S051',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Ingress of the old shape', zh: '旧写法的 Ingress' },
  message: { en: '{what}: the API server refuses this Ingress.', zh: '{what}，API 服务器会拒绝这个 Ingress。' },
  why: {
    en: 'Since networking.k8s.io/v1 each path says how it is compared, `Prefix`, `Exact` or `ImplementationSpecific`, and a backend is a `service` with a name and a port. Most examples on the web are older.',
    zh: '从 networking.k8s.io/v1 起，每条路径都要用 `Prefix`、`Exact` 或 `ImplementationSpecific` 说明匹配方式，后端写成带名称和端口的 `service`。网上的例子多半更旧。',
  },
  lesson: 'kubernetes-workloads/ingress-gateway',
  *check(file) {
    for (const { map, span } of file.walk.all('V1HTTPIngressPath')) {
      if (map.get('pathType') !== undefined || file.isPartial) continue;
      const isSlip = [...map.all.keys()].some((key) => key.toLowerCase() === 'pathtype');
      if (!isSlip) yield { span, args: { what: missing }, fix: migrated(file, map) };
    }
    for (const { map } of [...file.walk.all('V1IngressBackend')]) {
      const old = map.all.get('serviceName') ?? map.all.get('servicePort');
      const place = old && { start: old.key.span.start, end: old.key.span.end };
      if (place !== undefined)
        yield { span: place, covers: map.span, args: { what: moved }, fix: migratedBackend(file, map) };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'networking.k8s.io/v1',
          'Ingress',
          'spec:\n  ingressClassName: traefik\n  rules:\n    - http:\n        paths:\n          - «path»: /\n            backend:\n              service: { name: web, port: { number: 80 } }',
        ),
        fixed: object(
          'networking.k8s.io/v1',
          'Ingress',
          'spec:\n  ingressClassName: traefik\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service: { name: web, port: { number: 80 } }',
        ),
      },
      {
        text: object(
          'networking.k8s.io/v1',
          'Ingress',
          'spec:\n  ingressClassName: traefik\n  defaultBackend:\n    «serviceName»: web\n    servicePort: http',
        ),
        fixed: object(
          'networking.k8s.io/v1',
          'Ingress',
          'spec:\n  ingressClassName: traefik\n  defaultBackend:\n    service:\n      name: web\n      port:\n        name: http',
        ),
      },
    ],
    good: [
      object(
        'networking.k8s.io/v1',
        'Ingress',
        'spec:\n  ingressClassName: traefik\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend: { service: { name: web, port: { number: 80 } } }',
      ),
    ],
  },
};

const missing = { en: 'pathType is missing', zh: '缺少 pathType' };
const moved = {
  en: 'serviceName and servicePort are now service.name and service.port',
  zh: 'serviceName、servicePort 现在是 service.name、service.port',
};

function migrated(file: KubernetesFile, path: Mapping): Fix | undefined {
  const backend = mappingOf(path.get('backend'));
  const [type, old] = [pathType(file, path), backend ? backendEdits(file, backend) : []];
  const title = { en: 'Insert pathType: Prefix', zh: '插入 pathType: Prefix' };
  return type && old && { title, edits: [...type, ...old], safe: true };
}

function migratedBackend(file: KubernetesFile, backend: Mapping): Fix | undefined {
  const edits = backendEdits(file, backend);
  return edits && edits.length > 0
    ? { title: { en: 'Write it as service', zh: '改写成 service' }, edits, safe: true }
    : undefined;
}
